// Registering and logging in.
// SPDX-License-Identifier: Apache-2.0
#include "core/vault/login.hpp"

#include "core/sync/calls.hpp"
#include "core/sync/desk.hpp"
#include "core/sync/session.hpp"
#include "core/vault/account_key.hpp"

#include <utility>

namespace ferry::sync {
namespace {

using state::AccountRecord;

protocol::RegisterRequest registration(const LoginWish& wish, const vault::LoginKeys& keys,
                                       const vault::KdfParameters& kdf,
                                       const vault::Secret& account_key,
                                       const vault::LoginKeys& recovery) {
    protocol::RegisterRequest request;
    request.account = wish.account;
    request.kdf = {"argon2id13", kdf.passes, kdf.memory_kib, kdf.salt};
    request.login_public = keys.login_public;
    request.wrapped_key = vault::wrap_key(account_key, keys.wrap_key, {wish.account, kdf, 1});
    request.recovery_wrapped_key =
        vault::wrap_key(account_key, recovery.wrap_key, {wish.account, {}, 1});
    request.device = wish.device;
    request.recovery_public = recovery.login_public;
    return request;
}

/// What an unknown outcome leaves behind, and what to do about it.
Error registration_error(const Error& error, const LoginWish& wish) {
    if (error.code != Code::Network && error.code != Code::TimedOut) return error;
    return Error{error.code, error.message +
                                 "; if the account was made all the same, ferry login " +
                                 wish.server + " --account " + wish.account +
                                 " --device ANOTHER-NAME lets you in"};
}

struct Proven {
    protocol::Session session;
    vault::Secret account_key;
};

/// Challenge, keys, signature, and the account key that only the right password opens.
Result<Proven> prove_password(Connection& server, const Desk& desk, const LoginWish& wish) {
    const auto question = challenge(server, wish.account);
    if (!question) return question.error();
    const vault::KdfParameters kdf{question->kdf.passes, question->kdf.memory_kib,
                                   question->kdf.salt};
    const auto keys = vault::derive_login_keys(wish.password, kdf);
    if (!keys) return keys.error();
    const vault::LoginStatement statement{question->challenge, desk.address.origin(), "login",
                                          wish.account, kdf};
    auto session =
        log_in(server, {wish.account, question->challenge_id, statement.origin,
                        vault::sign_login(*keys, statement), wish.device, desk.before.device_id});
    if (!session) return session.error();
    auto account_key = vault::unwrap_key(session->wrapped_key, keys->wrap_key,
                                         {wish.account, kdf, session->key_version});
    if (!account_key) return account_key.error();
    return Proven{std::move(*session), std::move(*account_key)};
}

} // namespace

Result<Registered> register_account(const Parts& parts, const LoginWish& wish) {
    const auto desk = open_desk(parts, wish, Arrival::Register);
    if (!desk) return desk.error();
    const auto kdf = vault::fresh_kdf_parameters();
    const auto keys = vault::derive_login_keys(wish.password, kdf);
    if (!keys) return keys.error();
    const auto account_key = vault::fresh_account_key();
    auto recovery_code = vault::fresh_recovery_code();
    const auto recovery = vault::recovery_keys(recovery_code);
    if (!recovery) return recovery.error();
    Connection server(*desk->transport, parts.wait);
    const auto session =
        register_account(server, registration(wish, *keys, kdf, account_key, *recovery));
    if (!session) return registration_error(session.error(), wish);
    auto record = remember(parts, *desk, wish, *session, account_key);
    if (!record) return record.error();
    return Registered{std::move(*record), std::move(recovery_code)};
}

Result<AccountRecord> log_in(const Parts& parts, const LoginWish& wish) {
    const auto desk = open_desk(parts, wish, Arrival::LogIn);
    if (!desk) return desk.error();
    Connection server(*desk->transport, parts.wait);
    const auto proven = prove_password(server, *desk, wish);
    if (!proven) return proven.error();
    return remember(parts, *desk, wish, proven->session, proven->account_key);
}

} // namespace ferry::sync
