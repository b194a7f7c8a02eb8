// A new account key: who made it, who gets it, and what stood before.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/messages.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ferry::protocol {

/// A device that stays in the account.
struct Member {
    std::string device_id;
    std::string sign_public; // 32 bytes
    std::string box_public;  // 32 bytes
};

/// Signed by its author, and bound to the new key by the link.
struct RotationHeader {
    std::string account_id;
    std::uint32_t key_version = 2; // of the new key
    std::string author;            // device id; a member
    std::int64_t time = 0;         // of the author's clock
    std::string revoked;           // device id; empty: none
    std::vector<Member> members;
    /// Hashes, 64 hex digits: the revisions and depot manifests that stood then and that nothing
    /// came after. What is of an older key counts only if it is one of these, or before one.
    std::vector<std::string> known;
};

struct SealedKey {
    std::string device_id;
    std::string sealed; // the new key, by vault::seal_for_device
};

struct Rotation {
    std::string header;            // JSON of a RotationHeader
    std::string link;              // the key before, by vault::link_keys, bound to the header
    std::string signature;         // by the author, over header and link, in domain "rotation"
    std::string certificate;       // of the author's key, by the key before
    std::vector<SealedKey> sealed; // in answers: for the asking device only
};

std::string encode(const RotationHeader&);
std::string encode(const Rotation&);
std::string encode(const std::vector<Rotation>&);

} // namespace ferry::protocol
