// What may be called a package and an architecture, and what a native id means.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace ferry::dnf {

bool is_package_name(std::string_view text); // narrower than rpm's own
bool is_arch(std::string_view text);         // one that rpm builds for

struct Target {
    std::string name;
    std::string arch; // empty: this machine's, or "noarch"

    std::string argument() const { return arch.empty() ? name : name + "." + arch; }
    bool operator==(const Target&) const = default;
};

/// A native id is "NAME", or "NAME.ARCH" of a foreign architecture. Nothing where it is neither.
/// Also of one of several installed versions: its name is then NAME-[EPOCH:]VERSION-RELEASE.
std::optional<Target> parse_id(std::string_view id);

/// How an installed package is called here.
std::string id_of(std::string_view name, std::string_view arch, std::string_view native_arch);

} // namespace ferry::dnf
