// What may be called a package of Chocolatey.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/choco/names.hpp"

#include "plugins/kit/words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace ferry::choco {
namespace {

constexpr std::size_t kLongest = 100;

bool word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

} // namespace

std::string lower(std::string_view text) {
    std::string small(text);
    std::transform(small.begin(), small.end(), small.begin(), kit::ascii_lower);
    return small;
}

bool is_id(std::string_view text) {
    if (text.empty() || text.size() > kLongest || !word(text.front()) || !word(text.back()))
        return false;
    for (std::size_t i = 1; i < text.size(); ++i) {
        const bool mark = text[i] == '.' || text[i] == '-';
        if (!mark && !word(text[i])) return false;
        if (mark && !word(text[i - 1])) return false;
    }
    const auto small = lower(text);
    constexpr std::array<std::string_view, 3> files = {".config", ".nupkg", ".nuspec"};
    return small != "all" && std::none_of(files.begin(), files.end(), [&](std::string_view end) {
               return small.ends_with(end);
           });
}

} // namespace ferry::choco
