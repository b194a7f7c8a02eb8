// "Install this on that device", on its way: what the asking and the answering device sign.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/messages.hpp"

#include <ferry/result.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ferry::protocol {

constexpr std::size_t kMostRequestItems = 50;
constexpr std::size_t kMostRequestHeader = 16u << 10;             // bytes
constexpr std::size_t kMostResultHeader = 40u << 10;              // bytes
constexpr std::int64_t kLongestRequest = 30ll * 24 * 3600 * 1000; // from created to expires

/// Software by its id, or one package of one installer, or both.
struct RequestItem {
    std::string software;    // may be empty where the package is named
    std::string installer{}; // both or none of the two
    std::string id{};

    std::string text() const { return installer.empty() ? software : installer + ":" + id; }
    bool operator==(const RequestItem&) const = default;
};

/// What a request says. Its very bytes are signed (domain "request"), and their hash is its id.
struct RequestHeader {
    std::string account_id;
    std::string to;           // device id
    std::string from;         // device id of the author
    std::string nonce;        // 16 bytes
    std::int64_t created = 0; // of the author's clock, as expires
    std::int64_t expires = 0;
    std::uint32_t key_version = 1;
    std::string action; // "install"
    std::vector<RequestItem> items;
};

struct ItemOutcome {
    std::string software; // as RequestItem::text
    std::string outcome;  // "installed", "present", "failed", "refused"
    std::string detail;   // the tool's own words; may be empty

    bool operator==(const ItemOutcome&) const = default;
};

/// How a request ended; signed by the device that it was for (domain "request-result").
struct ResultHeader {
    std::string account_id;
    std::string request; // its id
    std::string device;
    std::int64_t time = 0;
    std::vector<ItemOutcome> outcomes;
};

/// A RequestHeader or ResultHeader as JSON, and who signed it.
struct SignedHeader {
    std::string header;    // bytes
    std::string signature; // 64 bytes

    bool operator==(const SignedHeader&) const = default;
};

/// A request as the server keeps it. The server checks no signature: its readers do.
struct StoredRequest {
    std::string id;    // 64 hex digits
    std::string state; // "open", "answered", "withdrawn"
    std::int64_t received = 0;
    SignedHeader request;
    SignedHeader result{};     // of "answered"
    std::int64_t answered = 0; // when the result came
};

std::string encode(const RequestHeader&);
std::string encode(const ResultHeader&);
std::string encode(const SignedHeader&);
std::string encode(const StoredRequest&);
std::string encode(const std::vector<StoredRequest>&);

} // namespace ferry::protocol
