// Moving the bytes of one file between disk and server, piece by piece.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/sync/depot.hpp"
#include "core/sync/link.hpp"

#include <ferry/result.hpp>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>

namespace ferry::sync {

struct Transfer {
    const Parts& parts;
    LargeFiles& large;
    Connection& server;
    const TransferProgress& progress; // may be empty
};

/// SHA-256 as 64 hex digits. Errors: as of Files, Cancelled.
Result<std::string> sha256_of(const Transfer& transfer, const std::filesystem::path& path);

/// From where the server's part of it ends. `wish`: what the file is.
Result<void> upload(const Transfer& transfer, const std::filesystem::path& path,
                    const protocol::UploadRequest& wish);

/// From where `part` ends; then its hash is checked. What has another hash is removed: Denied.
Result<void> download(const Transfer& transfer, const std::filesystem::path& part,
                      const protocol::UploadRequest& wish);

/// The size of the next piece: as much as passes in about a second or two, so that progress shows
/// and little is lost when the line is cut.
std::size_t next_piece(std::size_t size, std::chrono::milliseconds took);
inline constexpr std::size_t kFirstPiece = 256u << 10;

} // namespace ferry::sync
