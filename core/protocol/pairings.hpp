// A new device that comes in without a password: a trusted one lets it in.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/messages.hpp"

#include <cstdint>
#include <string>

namespace ferry::protocol {

struct PairingOffer { // by the new device; what the trusted one sees
    std::string name; // 64 hex digits, by the words
    Device device;
    std::string sign_public; // 32 bytes
    std::string box_public;  // 32 bytes
    std::string proof;       // 32 bytes, of the keys and the device, by the words

    std::string description() const; // of the device, as it is proven
};

struct PairingOpened {
    std::string secret; // 64 hex digits: who has it collects the answer
    std::int64_t expires = 0;
};

struct PairingGrant {   // by the trusted device
    std::string sealed; // the account key, by vault::seal_for_pairing
    std::uint32_t key_version = 1;
};

struct PairingCollect {
    std::string secret;
};

struct PairingAnswer {
    bool granted = false; // false: nobody has let it in yet, and the rest is empty
    std::string account;  // login name
    std::string account_id;
    std::string device_id;
    std::string token;
    std::string sealed;
    std::uint32_t key_version = 1;
};

std::string encode(const PairingOffer&);
std::string encode(const PairingOpened&);
std::string encode(const PairingGrant&);
std::string encode(const PairingCollect&);
std::string encode(const PairingAnswer&);

} // namespace ferry::protocol
