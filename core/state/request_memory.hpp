// Requests of other devices: which were answered here, so that none is carried out twice.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/clock.hpp"
#include "core/sqlite/database.hpp"

#include <ferry/result.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ferry::state {

struct AnsweredRequest {
    std::string id;
    std::string nonce;
    UnixMillis begun = 0;
    std::string draft;       // what was about to be done, as JSON of a ResultHeader
    std::string result{};    // as it was signed; empty: cut off before there was one
    std::string signature{}; // of the result
    bool sent = false;       // the server has the result

    bool operator==(const AnsweredRequest&) const = default;
};

struct WaitingRequest {
    std::string id;
    UnixMillis expires = 0;
};

/// Rows of answered requests are never removed while the account is the same.
class RequestMemory {
public:
    explicit RequestMemory(sqlite::Database& database) : database_(database) {}
    Result<std::optional<AnsweredRequest>> find(const std::string& id);
    Result<bool> knows_nonce(const std::string& nonce);
    /// Errors: Conflict (id or nonce is known).
    Result<void> begin(const AnsweredRequest& row);
    Result<void> finish(const std::string& id, const std::string& result,
                        const std::string& signature);
    Result<void> mark_sent(const std::string& id);
    Result<std::vector<AnsweredRequest>> unsent(); // with a result

    /// Replaces the list.
    Result<void> remember_waiting(const std::vector<WaitingRequest>& waiting);
    /// That wait for an answer here, as far as was last heard, and are not expired.
    Result<std::size_t> waiting(UnixMillis now);

private:
    sqlite::Database& database_;
};

} // namespace ferry::state
