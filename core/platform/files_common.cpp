// What needs no system call of its own: paths as UTF-8 text.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/files.hpp"

#include <algorithm>

namespace ferry {

std::string to_utf8(const std::filesystem::path& path) {
    const auto text = path.u8string();
    return {text.begin(), text.end()};
}

std::filesystem::path from_utf8(std::string_view text) {
    return std::filesystem::path(std::u8string(text.begin(), text.end()));
}

bool is_left_over(std::string_view name, std::string_view target) {
    constexpr std::string_view kMark = ".new-"; // as both replace() functions write it
    if (!name.starts_with(target) || !name.substr(target.size()).starts_with(kMark)) return false;
    const auto rest = name.substr(target.size() + kMark.size());
    return !rest.empty() && std::all_of(rest.begin(), rest.end(), [](char c) {
        return c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
               (c >= 'A' && c <= 'Z');
    });
}

} // namespace ferry
