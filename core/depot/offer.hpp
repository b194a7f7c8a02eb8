// An installer file that the depot has, as its manifest tells it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace ferry::depot {

/// From a manifest whose signature was checked.
struct Offer {
    std::string software;     // catalog id, or an own one by the same grammar
    std::string version;      // of the software
    std::string file;         // name without folder: "setup-1.2.exe"
    std::string format;       // "deb", "rpm", "msi", "exe", "pkg", "dmg", "appimage", "archive"
    std::string os;           // "windows", "macos", "linux"
    std::string os_versions;  // range, see VersionRange; empty: any
    std::string distribution; // os-release ID; empty: any
    std::string arch;         // "x86_64", "aarch64", "any"
    std::vector<std::string> silent; // arguments for an unattended installation; exe and msi only
    std::string sha256;              // 64 hex digits
    std::uint64_t size = 0;          // bytes

    bool operator==(const Offer&) const = default;
};

} // namespace ferry::depot
