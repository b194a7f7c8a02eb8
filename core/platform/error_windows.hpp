// Windows error codes as an Error: the one place on Windows.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <string>

namespace ferry {

/// `number` is what GetLastError said; DWORD is an unsigned long.
Error error_from_win32(unsigned long number, const std::string& subject);

} // namespace ferry
