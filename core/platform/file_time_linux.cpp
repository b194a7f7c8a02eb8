// When a file was changed, on Linux.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/file_time_posix.hpp"

namespace ferry::posix {

std::int64_t modified_ns(const struct stat& info) {
    return std::int64_t{info.st_mtim.tv_sec} * 1'000'000'000 + info.st_mtim.tv_nsec;
}

} // namespace ferry::posix
