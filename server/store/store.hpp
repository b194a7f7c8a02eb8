// The store: transactions over tables.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/tables.hpp"

#include <ferry/result.hpp>

#include <cstdint>
#include <functional>
#include <string>

namespace ferry::server {

using Rule = std::function<Result<void>(Tables&)>;

struct StoreStatistics {
    std::uint64_t writes = 0;
    std::uint64_t commits = 0;
    std::uint64_t longest_group = 0;
};

/// Thread-safe.
class Store {
public:
    virtual ~Store() = default;
    /// One consistent view; the rule must not write.
    virtual Result<void> read(const Rule& rule) = 0;
    /// Runs the rule alone with all other writers waiting, and returns once its effect is on disk.
    /// An error of the rule undoes what it did and is given back. Errors: Unavailable (too many
    /// writes are waiting, or the store has stopped writing), Io, BadData.
    virtual Result<void> write(const Rule& rule) = 0;
    /// Random bytes made at the first start and kept: the key of token hashes and fake salts.
    virtual std::string pepper() const = 0;
    virtual StoreStatistics statistics() const = 0;
};

} // namespace ferry::server
