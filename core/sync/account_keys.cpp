// Keys made anew, and the signatures that make the server take them.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/account_keys.hpp"

#include "core/sync/calls.hpp"
#include "core/sync/credentials.hpp"
#include "core/sync/desk.hpp"
#include "core/sync/keyring.hpp"
#include "core/sync/link.hpp"
#include "core/sync/new_keys.hpp"
#include "core/vault/account_key.hpp"
#include "core/vault/key_change.hpp"

#include <utility>

namespace ferry::sync {
namespace {

using vault::NewKeys;

struct Arrived {
    protocol::Session session;
    vault::Secret account_key;
};

Result<Arrived> prove_code(Connection& server, const Desk& desk, const LoginWish& wish,
                           const vault::LoginKeys& code) {
    const auto question = recovery_challenge(server, wish.account);
    if (!question) return question.error();
    const vault::ChangeStatement statement{
        {question->challenge, desk.address.origin(), "recover", wish.account, vault::kNoKdf},
        NewKeys{}.hash()};
    auto session = recover(server, {wish.account, question->challenge_id, statement.proof.origin,
                                    vault::sign_change(code.login_seed, statement), wish.device,
                                    desk.before.device_id});
    if (!session) return session.error();
    auto key = vault::unwrap_key(session->wrapped_key, code.wrap_key,
                                 {wish.account, {}, session->key_version});
    if (!key) return key.error();
    return Arrived{std::move(*session), std::move(*key)};
}

/// The second step: a new password, and a code for the next time.
Result<NewCode> renew_keys(Connection& server, const RecoveryWish& wish, const Desk& desk,
                           const Arrived& arrived, const vault::LoginKeys& old_code) {
    const auto& account = wish.login.account;
    const Held held{account, arrived.account_key, arrived.session.key_version};
    auto code = vault::fresh_recovery_code();
    NewKeys keys;
    if (const auto added = add_password(keys, wish.login.password, held); !added)
        return added.error();
    if (const auto added = add_code(keys, code, held); !added) return added.error();
    const auto& ticket = arrived.session.ticket;
    const auto change =
        signed_change(ticket, {ticket, desk.address.origin(), "recovered", account, vault::kNoKdf},
                      old_code.login_seed, keys);
    return told(put_keys(server, "recovered", change), std::move(code));
}

} // namespace

Result<void> change_password(const Parts& parts, const vault::Secret& present,
                             const vault::Secret& fresh) {
    const auto link = make_link(parts);
    if (!link) return link.error();
    // Another device may have changed the account key: the present one is to be wrapped.
    const auto keyring = Keyring::open(parts, *link);
    if (!keyring) return keyring.error();
    NewKeys keys;
    const Held held{link->account.account, keyring->account_key(), keyring->key_version()};
    if (const auto added = add_password(keys, fresh, held); !added) return added.error();
    const auto change = signed_by_password(*link, present, "password", keys);
    if (!change) return change.error();
    const auto done = put_keys(*link->server, "password", *change);
    if (!done && is_in_doubt(done.error()))
        return Error{done.error().code, done.error().message +
                                            "; if the old password is refused then, the new one "
                                            "counts"};
    return done;
}

Result<NewCode> change_recovery_code(const Parts& parts, const vault::Secret& password) {
    const auto link = make_link(parts);
    if (!link) return link.error();
    // Another device may have changed the account key: the present one is to be wrapped.
    const auto keyring = Keyring::open(parts, *link);
    if (!keyring) return keyring.error();
    auto code = vault::fresh_recovery_code();
    NewKeys keys;
    const Held held{link->account.account, keyring->account_key(), keyring->key_version()};
    if (const auto added = add_code(keys, code, held); !added) return added.error();
    const auto change = signed_by_password(*link, password, "recovery-code", keys);
    if (!change) return change.error();
    return told(put_keys(*link->server, "recovery-code", *change), std::move(code));
}

Result<Recovered> recover_account(const Parts& parts, const RecoveryWish& wish) {
    const auto code = vault::recovery_keys(wish.code);
    if (!code) return code.error();
    const auto desk = open_desk(parts, wish.login, Arrival::LogIn);
    if (!desk) return desk.error();
    Connection stranger(*desk->transport, parts.wait);
    const auto arrived = prove_code(stranger, *desk, wish.login, *code);
    if (!arrived) return arrived.error();
    auto record = remember(parts, *desk, wish.login, arrived->session, arrived->account_key);
    if (!record) return record.error();
    Connection server(*desk->transport, parts.wait, vault::Secret(arrived->session.token));
    auto fresh = renew_keys(server, wish, *desk, *arrived, *code);
    if (!fresh)
        return Error{fresh.error().code, fresh.error().message +
                                             "; this device is logged in, but password and "
                                             "recovery code are the old ones: run ferry account "
                                             "recover again"};
    return Recovered{std::move(*record), std::move(*fresh)};
}

Result<void> delete_account(const Parts& parts, const vault::Secret& password) {
    {
        const auto link = make_link(parts);
        if (!link) return link.error();
        // Once this is answered, a token that is unknown afterwards means that the account is gone.
        const auto known = account(*link->server);
        if (!known) return known.error();
        const auto change = signed_by_password(*link, password, "delete", {});
        if (!change) return change.error();
        const auto done = remove_account(*link->server, *change);
        if (!done) return done.error();
    }
    if (const auto removed = remove_credentials(parts.files, parts.data, parts.key_store); !removed)
        return removed.error();
    return parts.state.forget_account();
}

} // namespace ferry::sync
