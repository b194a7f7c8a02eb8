// What every change of an account's keys is made of.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/messages.hpp"
#include "core/sync/account_keys.hpp"
#include "core/sync/link.hpp"
#include "core/vault/key_change.hpp"

#include <ferry/result.hpp>

#include <string>

namespace ferry::sync {

/// The account key, and what it is bound to.
struct Held {
    std::string account;
    const vault::Secret& key;
    std::uint32_t key_version;
};

Result<void> add_password(vault::NewKeys& keys, const vault::Secret& password, const Held& held);
Result<void> add_code(vault::NewKeys& keys, const vault::Secret& code, const Held& held);

/// `id`: of the challenge in `proof`, or the ticket.
protocol::KeyChange signed_change(const std::string& id, const vault::LoginStatement& proof,
                                  const vault::Secret& seed, const vault::NewKeys& keys);
/// Asks for a challenge. Errors: those of the network; Denied (weak key parameters).
Result<protocol::KeyChange> signed_by_password(const Link& link, const vault::Secret& password,
                                               const std::string& action,
                                               const vault::NewKeys& keys);

/// Whether what was asked may have been done all the same.
bool is_in_doubt(const Error& error);
Result<NewCode> told(const Result<void>& done, vault::Secret code);

} // namespace ferry::sync
