// Appending, checking and listing blobs.
// SPDX-License-Identifier: Apache-2.0
#include "server/blobs/file_blobs.hpp"

#include "core/base/text.hpp"
#include "core/vault/sha256.hpp"

#include <functional>
#include <set>

namespace ferry::server {
namespace {

constexpr std::string_view kPart = ".part";
constexpr std::string_view kHexDigits = "0123456789abcdef";

/// What may become a file's name.
bool is_sound(const BlobKey& key) {
    return !key.account.empty() && key.account.size() <= 64 && key.sha256.size() == 64 &&
           key.account.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz-") ==
               std::string::npos &&
           key.sha256.find_first_not_of(kHexDigits) == std::string::npos;
}

Result<void> check(const BlobKey& key) {
    if (is_sound(key)) return {};
    return Error{Code::BadData, "\"" + printable(key.sha256) + "\" is no SHA-256 of a file"};
}

/// Nothing was there to remove.
Result<void> removed(Files& files, const std::filesystem::path& path) {
    const auto done = files.remove(path);
    if (!done && done.error().code != Code::NotFound) return done.error();
    return {};
}

} // namespace

Result<std::string> sha256_of(const LargeFiles& files, const std::filesystem::path& path) {
    vault::Sha256 hash;
    const auto read = files.each_piece(path, [&](std::string_view piece) { hash.add(piece); });
    if (!read) return read.error();
    return hex(hash.finish());
}

std::string FileBlobs::name_of(const BlobKey& key) {
    return key.account + "." + key.sha256;
}

std::filesystem::path FileBlobs::path_of(const BlobKey& key) const {
    return folder_ / name_of(key);
}

std::filesystem::path FileBlobs::part_of(const BlobKey& key) const {
    return folder_ / (name_of(key) + std::string(kPart));
}

std::mutex& FileBlobs::mutex_of(const BlobKey& key) {
    return mutexes_.at(std::hash<std::string>{}(key.account + key.sha256) % mutexes_.size());
}

Result<BlobState> FileBlobs::state_of(const BlobKey& key) const {
    if (const auto sound = check(key); !sound) return sound.error();
    const auto whole = files_.info(path_of(key));
    if (whole) return BlobState{whole->bytes, true};
    if (whole.error().code != Code::NotFound) return whole.error();
    const auto part = files_.info(part_of(key));
    if (part) return BlobState{part->bytes, false};
    if (part.error().code != Code::NotFound) return part.error();
    return BlobState{};
}

Result<BlobState> FileBlobs::state(const BlobKey& key) {
    const std::lock_guard lock(mutex_of(key));
    return state_of(key);
}

Result<void> FileBlobs::append(const BlobKey& key, std::uint64_t offset, std::string_view bytes) {
    const std::lock_guard lock(mutex_of(key));
    const auto now = state_of(key);
    if (!now) return now.error();
    if (now->complete || now->size != offset)
        return Error{Code::Conflict, "there are " + std::to_string(now->size) +
                                         " bytes of the file, not " + std::to_string(offset)};
    if (const auto made = files_.create_folders(folder_, true); !made) return made.error();
    return large_.write_at(part_of(key), offset, bytes);
}

Result<void> FileBlobs::complete(const BlobKey& key) {
    const std::lock_guard lock(mutex_of(key));
    const auto now = state_of(key);
    if (!now) return now.error();
    if (now->complete) return {};
    const auto found = sha256_of(large_, part_of(key));
    if (!found) return found.error();
    if (*found == key.sha256) return large_.move(part_of(key), path_of(key));
    if (const auto gone = removed(files_, part_of(key)); !gone) return gone.error();
    return Error{Code::BadData, "the file that arrived has the SHA-256 " + *found};
}

Result<std::string> FileBlobs::read(const BlobKey& key, std::uint64_t offset, std::size_t size) {
    if (const auto sound = check(key); !sound) return sound.error();
    return large_.read_at(path_of(key), offset, size);
}

Result<void> FileBlobs::remove(const BlobKey& key) {
    const std::lock_guard lock(mutex_of(key));
    if (const auto sound = check(key); !sound) return sound.error();
    if (const auto gone = removed(files_, part_of(key)); !gone) return gone.error();
    return removed(files_, path_of(key));
}

Result<std::vector<BlobKey>> FileBlobs::list() {
    const auto entries = files_.list(folder_);
    if (!entries && entries.error().code == Code::NotFound) return std::vector<BlobKey>();
    if (!entries) return entries.error();
    std::set<BlobKey> keys;
    for (const auto& entry : *entries) {
        std::string_view name = entry.name;
        if (name.ends_with(kPart)) name.remove_suffix(kPart.size());
        const auto dot = name.find('.');
        if (dot == std::string_view::npos) continue;
        BlobKey key{std::string(name.substr(0, dot)), std::string(name.substr(dot + 1))};
        if (is_sound(key)) keys.insert(std::move(key)); // what else lies there is not ours
    }
    return std::vector<BlobKey>(keys.begin(), keys.end());
}

} // namespace ferry::server
