// What needs no system call of its own: paths as UTF-8 text.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/files.hpp"

namespace ferry {

std::string to_utf8(const std::filesystem::path& path) {
    const auto text = path.u8string();
    return {text.begin(), text.end()};
}

std::filesystem::path from_utf8(std::string_view text) {
    return std::filesystem::path(std::u8string(text.begin(), text.end()));
}

} // namespace ferry
