// Installer files as the server keeps them: by account and content, growing piece by piece.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::server {

/// Accounts share nothing: who could learn that another has a file could learn which.
struct BlobKey {
    std::string account;
    std::string sha256; // 64 hex digits
    auto operator<=>(const BlobKey&) const = default;
};

struct BlobState {
    std::uint64_t size = 0; // of what is there; 0: nothing
    bool complete = false;  // and its hash was checked
};

/// Thread-safe. Errors of every function: Io, Denied, and BadData for a key of another grammar.
class Blobs {
public:
    virtual ~Blobs() = default;
    virtual Result<BlobState> state(const BlobKey& key) = 0;
    /// On disk when it returns; after an error nothing was added. Errors also: Conflict (what is
    /// there has another size, or is complete).
    virtual Result<void> append(const BlobKey& key, std::uint64_t offset,
                                std::string_view bytes) = 0;
    /// Checks the hash; from then on it can be read. Errors also: BadData (another hash: what was
    /// there is gone).
    virtual Result<void> complete(const BlobKey& key) = 0;
    /// Of a complete one; fewer bytes at its end. Errors also: NotFound.
    virtual Result<std::string> read(const BlobKey& key, std::uint64_t offset,
                                     std::size_t size) = 0;
    /// Complete or not, or not there at all.
    virtual Result<void> remove(const BlobKey& key) = 0;
    virtual Result<std::vector<BlobKey>> list() = 0; // sorted; complete or not
};

} // namespace ferry::server
