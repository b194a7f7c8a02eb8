// errno as an Error: the one place on POSIX systems.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <string>

namespace ferry {

Error error_from_errno(int number, const std::string& subject);

} // namespace ferry
