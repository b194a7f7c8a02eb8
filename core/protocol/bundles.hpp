// Settings on their way: what the server is told of a bundle, and the keys that sign it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/messages.hpp"

#include <ferry/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::protocol {

/// Public halves only. The certificate is the account's word for them, which no server can give.
struct DeviceKeys {
    std::string device_id;
    std::string sign_public; // 32 bytes
    std::string box_public;  // 32 bytes
    std::string certificate; // 64 bytes
    std::uint32_t key_version = 1;
};

/// What a revision says about itself. Its hash is that of these very bytes.
struct BundleHeader {
    std::string account_id;
    std::string bundle;    // 64 hex digits, meaningless to the server
    std::string parent;    // hash of the revision before, 64 hex digits; empty: the first
    std::string author;    // device id
    std::int64_t time = 0; // of the author's clock
    std::uint32_t key_version = 1;
    std::string content_key; // wrapped
    std::string cipher_hash; // 64 hex digits
    std::uint64_t size = 0;  // of the cipher
};

/// A whole revision: "FERRYB1\n", length of the header (4 bytes, little endian), header,
/// signature (64 bytes), cipher.
struct Envelope {
    std::string header; // JSON of a BundleHeader
    std::string signature;
    std::string cipher;
};
std::string to_bytes(const Envelope& envelope);
/// Errors: BadData. The header is not looked into.
Result<Envelope> to_envelope(std::string_view bytes);

struct BundleHead { // one line of the list of bundles
    std::string bundle;
    std::string head; // hash of the newest revision
    std::uint64_t revisions = 0;
    std::int64_t received = 0; // the head
};

struct BundleRevision { // one line of a bundle's history
    std::string hash;
    std::string header; // bytes
    std::string signature;
    std::int64_t received = 0;
};

struct BundleStored { // answer to a new revision
    std::string hash;
    std::string head;          // newest of the bundle now
    std::string conflict_with; // the head, where the parent was another one; both stay
};

std::string encode(const DeviceKeys&);
std::string encode(const std::vector<DeviceKeys>&);
std::string encode(const BundleHeader&);
std::string encode(const std::vector<BundleHead>&);
std::string encode(const std::vector<BundleRevision>&);
std::string encode(const BundleStored&);

} // namespace ferry::protocol
