// What may be called a package and an architecture, and what a native id means.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/dnf/names.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace ferry::dnf {
namespace {

constexpr std::size_t kLongest = 256;

// Of the systems that use rpm today; "src" is never installed.
constexpr std::array<std::string_view, 14> kArchs = {
    "noarch",  "x86_64",  "x86_64_v2", "i386",  "i486",    "i586",  "i686",
    "aarch64", "armv7hl", "ppc64le",   "s390x", "riscv64", "ppc64", "loongarch64"};

bool letter_or_digit(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool is_part_of_version(std::string_view text) {
    return !text.empty() && letter_or_digit(text.front()) &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return letter_or_digit(c) || std::string_view("._+~^").find(c) != std::string::npos;
           });
}

/// NAME-[EPOCH:]VERSION-RELEASE, the id of one of several installed versions.
bool names_a_version(std::string_view id) {
    const auto release = id.rfind('-');
    if (id.size() > kLongest || release == std::string_view::npos || release == 0) return false;
    const auto dash = id.rfind('-', release - 1);
    if (dash == std::string_view::npos) return false;
    auto version = id.substr(dash + 1, release - dash - 1);
    const auto digits = version.find_first_not_of("0123456789");
    if (digits != std::string_view::npos && digits > 0 && version[digits] == ':')
        version.remove_prefix(digits + 1);
    return is_package_name(id.substr(0, dash)) && is_part_of_version(version) &&
           is_part_of_version(id.substr(release + 1));
}

} // namespace

bool is_package_name(std::string_view text) {
    return !text.empty() && text.size() <= kLongest &&
           (letter_or_digit(text.front()) || text.front() == '_') &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return letter_or_digit(c) || std::string_view("._+-").find(c) != std::string::npos;
           });
}

bool is_arch(std::string_view text) {
    return std::find(kArchs.begin(), kArchs.end(), text) != kArchs.end();
}

std::optional<Target> parse_id(std::string_view id) {
    if (!is_package_name(id) && !names_a_version(id)) return std::nullopt;
    const auto dot = id.rfind('.');
    if (dot != std::string_view::npos && dot > 0 && is_arch(id.substr(dot + 1)))
        return Target{std::string(id.substr(0, dot)), std::string(id.substr(dot + 1))};
    return Target{std::string(id), {}};
}

std::string id_of(std::string_view name, std::string_view arch, std::string_view native_arch) {
    std::string id(name);
    if (arch != "noarch" && arch != native_arch) id.append(".").append(arch);
    return id;
}

} // namespace ferry::dnf
