// The one field of stat that Linux and macOS name differently.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <sys/stat.h>

#include <cstdint>

namespace ferry::posix {

std::int64_t modified_ns(const struct stat& info); // since 1970

} // namespace ferry::posix
