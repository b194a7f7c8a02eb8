// Registering and logging in.
// SPDX-License-Identifier: Apache-2.0
#include "core/vault/login.hpp"

#include "core/sync/calls.hpp"
#include "core/sync/credentials.hpp"
#include "core/sync/session.hpp"
#include "core/vault/account_key.hpp"

#include <memory>
#include <utility>

namespace ferry::sync {
namespace {

using state::AccountRecord;

/// The server that a wish names, and what is remembered of the account there.
struct Desk {
    ServerAddress address;
    std::unique_ptr<Transport> transport;
    AccountRecord before; // empty where this device was never in this account
};

bool is_same_account(const AccountRecord& record, const ServerAddress& address,
                     const std::string& account) {
    return record.server == address.origin() && record.account == account;
}

Result<void> refuse_if_logged_in(const Parts& parts, const AccountRecord& record) {
    const auto credentials = load_credentials(parts.files, parts.data);
    if (!credentials) return {}; // none, or not to be read: a login makes them anew
    return Error{Code::Conflict, "this device is logged in as " + record.account + " at " +
                                     record.server + "; run ferry logout first"};
}

enum class Purpose { Register, LogIn };

Result<Desk> open_desk(const Parts& parts, const LoginWish& wish, Purpose purpose) {
    const auto address = parse_server_address(wish.server);
    if (!address) return address.error();
    auto known = parts.state.account().load();
    if (!known) return known.error();
    auto record = known->value_or(AccountRecord{});
    const bool same = is_same_account(record, *address, wish.account);
    if (*known && (!same || purpose == Purpose::Register))
        if (const auto free = refuse_if_logged_in(parts, record); !free) return free.error();
    // The pin belongs to the server, whoever was logged in there.
    const auto pinned = record.server == address->origin() ? record.fingerprint : std::string();
    auto transport = parts.make_transport(*address, {pinned, wish.accept});
    return Desk{*address, std::move(transport), same ? std::move(record) : AccountRecord{}};
}

/// Memory first, secrets last: with them the login exists.
Result<AccountRecord> remember(const Parts& parts, const Desk& desk, const LoginWish& wish,
                               const protocol::Session& session, vault::Secret account_key) {
    auto record = desk.before;
    const bool same_device = record.device_id == session.device_id;
    if (!same_device) {
        if (const auto forgotten = parts.state.forget_account(); !forgotten)
            return forgotten.error();
        record = AccountRecord{};
        record.device = wish.device;
    }
    record.server = desk.address.origin();
    record.fingerprint = desk.transport->pinned_fingerprint();
    record.account = wish.account;
    record.account_id = session.account_id;
    record.device_id = session.device_id;
    if (const auto saved = parts.state.account().save(record); !saved) return saved.error();
    const Credentials credentials{vault::Secret(session.token), std::move(account_key),
                                  session.key_version};
    if (const auto saved = save_credentials(parts.files, parts.data, credentials); !saved)
        return saved.error();
    return record;
}

protocol::RegisterRequest registration(const LoginWish& wish, const vault::LoginKeys& keys,
                                       const vault::KdfParameters& kdf,
                                       const vault::Secret& account_key,
                                       const vault::Secret& recovery_key) {
    protocol::RegisterRequest request;
    request.account = wish.account;
    request.kdf = {"argon2id13", kdf.passes, kdf.memory_kib, kdf.salt};
    request.login_public = keys.login_public;
    request.wrapped_key = vault::wrap_key(account_key, keys.wrap_key, {wish.account, kdf, 1});
    const vault::WrapContext recovery{wish.account, {}, 1};
    request.recovery_wrapped_key = vault::wrap_key(account_key, recovery_key, recovery);
    request.device = wish.device;
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
    const auto desk = open_desk(parts, wish, Purpose::Register);
    if (!desk) return desk.error();
    const auto kdf = vault::fresh_kdf_parameters();
    const auto keys = vault::derive_login_keys(wish.password, kdf);
    if (!keys) return keys.error();
    auto account_key = vault::fresh_account_key();
    auto recovery_code = vault::fresh_recovery_code();
    const auto recovery_key = vault::recovery_wrap_key(recovery_code);
    if (!recovery_key) return recovery_key.error();
    Connection server(*desk->transport, parts.wait);
    const auto session =
        register_account(server, registration(wish, *keys, kdf, account_key, *recovery_key));
    if (!session) return registration_error(session.error(), wish);
    auto record = remember(parts, *desk, wish, *session, std::move(account_key));
    if (!record) return record.error();
    return Registered{std::move(*record), std::move(recovery_code)};
}

Result<AccountRecord> log_in(const Parts& parts, const LoginWish& wish) {
    const auto desk = open_desk(parts, wish, Purpose::LogIn);
    if (!desk) return desk.error();
    Connection server(*desk->transport, parts.wait);
    auto proven = prove_password(server, *desk, wish);
    if (!proven) return proven.error();
    return remember(parts, *desk, wish, proven->session, std::move(proven->account_key));
}

} // namespace ferry::sync
