// A new device comes in by eight words instead of the password.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/model/device.hpp"
#include "core/state/account_record.hpp"
#include "core/sync/parts.hpp"
#include "core/vault/secret.hpp"

#include <ferry/result.hpp>

#include <functional>
#include <string>

namespace ferry::sync {

struct PairingWish {
    std::string server; // as the person wrote it
    Device device;
    AcceptCertificate accept{};
};

/// On the new device: gives `show` the words and waits until another device lets it in. Errors:
/// TimedOut (nobody did, within 10 minutes), Denied (the account key is not by somebody who has the
/// words), Conflict (logged in already), Cancelled, BadData (address), Io, and those of the
/// network.
Result<state::AccountRecord> pair_here(const Parts& parts, const PairingWish& wish,
                                       const std::function<void(const vault::Secret&)>& show);

/// On a device of the account: who waits there. Errors: BadData (words), NotFound (nobody waits
/// with them), Unavailable (five wrong tries), Denied (the keys on the server are not by the device
/// that shows the words), Conflict (its name is taken, with the next step), and those of the
/// network.
Result<Device> device_that_waits(const Parts& parts, const vault::Secret& words);
/// Lets it in. Errors: the same.
Result<Device> let_in(const Parts& parts, const vault::Secret& words);

} // namespace ferry::sync
