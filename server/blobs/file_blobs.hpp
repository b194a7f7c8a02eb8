// Blobs as files of one folder: ACCOUNT.SHA256, and ACCOUNT.SHA256.part until it is complete.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/platform/files.hpp"
#include "core/platform/large_files.hpp"
#include "server/blobs/blobs.hpp"

#include <array>
#include <filesystem>
#include <mutex>

namespace ferry::server {

/// Borrows the files.
class FileBlobs final : public Blobs {
public:
    /// The folder is made when it is needed, readable by its owner only.
    FileBlobs(std::filesystem::path folder, Files& files, LargeFiles& large)
        : folder_(std::move(folder)), files_(files), large_(large) {}

    Result<BlobState> state(const BlobKey& key) override;
    Result<void> append(const BlobKey& key, std::uint64_t offset, std::string_view bytes) override;
    Result<void> complete(const BlobKey& key) override;
    Result<std::string> read(const BlobKey& key, std::uint64_t offset, std::size_t size) override;
    Result<void> remove(const BlobKey& key) override;
    Result<std::vector<BlobKey>> list() override;

    static std::string name_of(const BlobKey& key); // of a complete one's file

private:
    std::filesystem::path path_of(const BlobKey& key) const;
    std::filesystem::path part_of(const BlobKey& key) const;
    Result<BlobState> state_of(const BlobKey& key) const;
    std::mutex& mutex_of(const BlobKey& key);

    std::filesystem::path folder_;
    Files& files_;
    LargeFiles& large_;
    std::array<std::mutex, 16> mutexes_; // each for many keys
};

/// SHA-256 of a file, 64 hex digits. Errors: as of Files.
Result<std::string> sha256_of(const LargeFiles& files, const std::filesystem::path& path);

} // namespace ferry::server
