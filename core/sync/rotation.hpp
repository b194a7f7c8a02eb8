// A new account key, so that a device that leaves takes nothing with it that opens what comes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/messages.hpp"
#include "core/sync/account_keys.hpp"
#include "core/sync/parts.hpp"
#include "core/vault/secret.hpp"

#include <ferry/result.hpp>

#include <string>

namespace ferry::sync {

struct RevokedDevice {
    protocol::DeviceInfo device;
    NewCode fresh; // takes the place of the recovery code
};

/// Ends the device's access, and gives a new account key to all devices but it, at once or not at
/// all. They follow by themselves when they next ask for keys. Errors: NotFound (no such device;
/// not logged in), Denied (wrong password; an answer that is not believed), BadData (this device
/// itself, or one that has no keys since it was imported), and those of the network.
Result<RevokedDevice> revoke_with_new_key(const Parts& parts, const std::string& name_or_id,
                                          const vault::Secret& password);

} // namespace ferry::sync
