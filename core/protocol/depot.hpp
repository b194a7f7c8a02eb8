// The depot: a person's own installer files on the server, and what each says about itself.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/messages.hpp"

#include <ferry/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::protocol {

/// What an installer file says about itself. Its hash is that of these very bytes, and a device
/// signs them (domain "depot").
struct DepotManifest {
    std::string account_id;
    std::string software;            // catalog id, or an own one by the same grammar
    std::string version;             // of the software
    std::string file;                // name without folder, e.g. "setup-1.2.exe"
    std::string format;              // "deb","rpm","msi","exe","pkg","dmg","appimage","archive"
    std::string os;                  // "windows","macos","linux"
    std::string os_versions;         // range: "" any; ">=10", ">=10,<12"; dotted numbers
    std::string distribution;        // linux: "debian", "fedora" ...; "" any
    std::string arch;                // "x86_64", "aarch64", "any"
    std::vector<std::string> silent; // arguments for an unattended installation
    std::string sha256;              // 64 hex digits
    std::uint64_t size = 0;          // bytes
    std::string author;              // device id
    std::int64_t time = 0;           // of the author's clock
    std::uint32_t key_version = 1;
};

struct DepotItem {
    std::string id;        // hash of the manifest
    std::string manifest;  // bytes of JSON
    std::string signature; // bytes
    std::int64_t received = 0;
};

inline constexpr std::uint64_t kLargestDepotFile = 8ull << 30;
inline constexpr std::size_t kLargestPiece = 8u << 20; // of a file, on its way up or down

struct UploadRequest {
    std::string sha256;
    std::uint64_t size = 0;
};

/// How much of a file the server has on its disk.
struct UploadState {
    std::uint64_t offset = 0;
    bool complete = false;
};

/// decode() checks the grammar of every field: what it gives may be used as a file's name and as
/// arguments.
std::string encode(const DepotManifest&);
std::string encode(const DepotItem&);
std::string encode(const std::vector<DepotItem>&);
std::string encode(const UploadRequest&);
std::string encode(const UploadState&);

/// "deb" of "tool.deb"; empty: the name does not tell.
std::string format_of(std::string_view file);

} // namespace ferry::protocol
