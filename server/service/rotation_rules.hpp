// A new account key, as far as the server can check it: it sees who gets it, not what it is.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/clock.hpp"
#include "core/protocol/rotations.hpp"
#include "server/service/served.hpp"

#include <string>

namespace ferry::server {

struct CheckedRotation {
    protocol::Rotation rotation;
    protocol::RotationHeader header;
};

/// `bytes`: JSON of a Rotation. 404 for a device of another account, 409 where the key is another
/// one by now, 422 where it is not by the caller or revokes it.
Served<CheckedRotation> checked_rotation(Store& store, const Caller& caller,
                                         const AccountRow& account, const std::string& bytes);
/// In the transaction of the new keys. The revoked device's tokens are dead with it.
Result<void> write_rotation(Tables& tables, const Caller& caller, const CheckedRotation& rotation,
                            UnixMillis now);

} // namespace ferry::server
