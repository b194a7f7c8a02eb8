// The account's audit log: who changed what about the account, each entry chained to the one
// before.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::protocol {

struct AuditEntry {
    std::uint64_t sequence = 0; // of the account, from 1, without gaps
    std::int64_t at = 0;        // never before the entry before
    std::string device_id;      // that acted
    std::string action;         // a fixed word: "login", "device-revoked"
    std::string subject;        // device id; empty: the account, or the device itself
    std::string detail;         // a name, or empty
    std::string hash;           // BLAKE2b-256 of canonical_entry, 64 hex digits
};

/// What an entry's hash is made of: length-prefixed fields, with the hash of the entry before
/// (empty: it is the first of all) and without its own.
std::string canonical_entry(const std::string& account_id, const std::string& previous,
                            const AuditEntry& entry);

struct AuditLog {         // one page
    std::string previous; // hash of the entry before the first of this page
    std::vector<AuditEntry> entries;
    bool more = false;
};

std::string encode(const AuditLog& log);
template <typename T>
Result<T> decode(std::string_view text);

} // namespace ferry::protocol
