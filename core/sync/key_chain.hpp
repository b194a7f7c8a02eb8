// From one account key to the next, past a server that may lie.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/rotations.hpp"
#include "core/state/account_record.hpp"
#include "core/sync/credentials.hpp"
#include "core/vault/device_key.hpp"

#include <ferry/result.hpp>

#include <string>
#include <vector>

namespace ferry::sync {

/// What an author signs: the header, and the link that binds it to the new key.
std::string signed_part(const protocol::Rotation& rotation);

/// Follows every change of the key since `credentials`, which become the present ones. False: there
/// was none. Errors: Denied (forged, or not meant for this device, with the next step), BadData.
Result<bool> follow(const std::vector<protocol::Rotation>& rotations,
                    const state::AccountRecord& account, const vault::DeviceKey& own,
                    Credentials& credentials);

/// The keys before the present one, and what was said when each was changed.
struct KeyChain {
    std::vector<vault::Secret> former;               // [0] is version 1
    std::vector<protocol::RotationHeader> changes{}; // [0] led to version 2
};

/// `rotations` led to the key in `credentials`. Errors: Denied (one is missing or altered).
Result<KeyChain> former_keys(const std::vector<protocol::Rotation>& rotations,
                             const Credentials& credentials);

} // namespace ferry::sync
