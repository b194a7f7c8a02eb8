// What may be called a package, an architecture and a version, and what a native id means.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/names.hpp"

#include <algorithm>
#include <cstddef>

namespace ferry::apt {
namespace {

constexpr std::size_t kLongestName = 128;
constexpr std::size_t kLongestArch = 32;
constexpr std::size_t kLongestVersion = 256;

bool small(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}
bool letter(char c) {
    return small(c) || (c >= 'A' && c <= 'Z');
}
bool one_of(char c, std::string_view set) {
    return set.find(c) != std::string_view::npos;
}

} // namespace

bool is_package_name(std::string_view text) {
    return text.size() >= 2 && text.size() <= kLongestName && small(text.front()) &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return small(c) || one_of(c, "+.-"); });
}

bool is_recorded_name(std::string_view text) {
    return !text.empty() && text.size() <= kLongestName && letter(text.front()) &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return letter(c) || one_of(c, "+.-_"); });
}

bool is_architecture(std::string_view text) {
    return !text.empty() && text.size() <= kLongestArch && small(text.front()) &&
           small(text.back()) && text.find("--") == std::string_view::npos &&
           std::all_of(text.begin(), text.end(), [](char c) { return small(c) || c == '-'; });
}

bool is_version(std::string_view text) {
    return !text.empty() && text.size() <= kLongestVersion && letter(text.front()) &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return letter(c) || one_of(c, ".+:~-"); });
}

std::optional<Target> parse_id(std::string_view id, std::string_view native_arch) {
    const auto colon = id.find(':');
    const auto name = id.substr(0, colon);
    const auto arch = colon == std::string_view::npos ? native_arch : id.substr(colon + 1);
    if (!is_package_name(name) || !is_architecture(arch) || arch == "all") return std::nullopt;
    return Target{std::string(name), std::string(arch)};
}

std::string id_of(std::string_view name, std::string_view arch, std::string_view native_arch) {
    std::string id(name);
    if (arch != "all" && arch != native_arch) id.append(":").append(arch);
    return id;
}

} // namespace ferry::apt
