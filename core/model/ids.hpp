// The names of things, each a type of its own, so that none is given where another is meant.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <compare>
#include <functional>
#include <string>
#include <string_view>

namespace ferry {

template <typename Tag>
struct Id {
    std::string text;

    bool empty() const { return text.empty(); }
    auto operator<=>(const Id&) const = default;
};

using InstallerId = Id<struct InstallerTag>; // "apt"; [a-z0-9-]+
using NativeId = Id<struct NativeTag>;       // "firefox-esr", "Mozilla.Firefox", "cask:firefox"
using SoftwareId = Id<struct SoftwareTag>;   // "firefox"; [a-z0-9][a-z0-9.+-]*
using DeviceId = Id<struct DeviceTag>;       // given by the server
using AccountId = Id<struct AccountTag>;     // given by the server

/// What one installer calls one thing. Written "winget:Mozilla.Firefox", "brew:cask:firefox".
struct PackageRef {
    InstallerId installer;
    NativeId id;

    auto operator<=>(const PackageRef&) const = default;
    std::string text() const { return installer.text + ":" + id.text; }
};

bool valid_installer_id(std::string_view text);
bool valid_software_id(std::string_view text);

/// Splits at the first colon. Errors: BadData where a side is empty or the installer is malformed.
Result<PackageRef> parse_package_ref(std::string_view text);

} // namespace ferry

template <typename Tag>
struct std::hash<ferry::Id<Tag>> {
    std::size_t operator()(const ferry::Id<Tag>& id) const noexcept {
        return std::hash<std::string>{}(id.text);
    }
};
