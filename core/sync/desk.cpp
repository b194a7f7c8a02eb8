// Opening the desk, and remembering who came.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/desk.hpp"

#include "core/sync/credentials.hpp"

#include <string>
#include <utility>

namespace ferry::sync {
namespace {

using state::AccountRecord;

bool is_same_account(const AccountRecord& record, const ServerAddress& address,
                     const std::string& account) {
    return record.server == address.origin() && record.account == account;
}

Result<void> refuse_if_logged_in(const Parts& parts, const AccountRecord& record) {
    const auto credentials = load_credentials(parts.files, parts.data, parts.key_store);
    const auto who = "this device is logged in as " + record.account + " at " + record.server;
    if (credentials) return Error{Code::Conflict, who + "; run ferry logout first"};
    const auto& why = credentials.error();
    if (why.code == Code::Unavailable || why.code == Code::TimedOut) // they are there all the same
        return why.under(who);
    return {}; // none, or not to be read: a login makes them anew
}

/// Whoever was revoked since then has the older key too.
Result<void> refuse_older_key(const Parts& parts, const AccountRecord& before,
                              const protocol::Session& session) {
    const auto present = kept_key_version(parts.files, parts.data, parts.key_store);
    if (!present || before.account_id != session.account_id) return {};
    if (session.key_version >= *present) return {};
    return Error{Code::Denied,
                 "the server's answer is refused: it brings version " +
                     std::to_string(session.key_version) + " of the account key, and version " +
                     std::to_string(*present) +
                     " is known here (restored from an older backup, or a change is hidden); run "
                     "ferry logout first to take it all the same"};
}

} // namespace

Result<Desk> open_desk(const Parts& parts, const LoginWish& wish, Arrival arrival) {
    const auto address = parse_server_address(wish.server);
    if (!address) return address.error();
    auto known = parts.state.account().load();
    if (!known) return known.error();
    auto record = known->value_or(AccountRecord{});
    const bool same = is_same_account(record, *address, wish.account);
    if (*known && (!same || arrival == Arrival::Register))
        if (const auto free = refuse_if_logged_in(parts, record); !free) return free.error();
    // The pin belongs to the server, whoever was logged in there.
    const auto pinned = record.server == address->origin() ? record.fingerprint : std::string();
    auto transport = parts.make_transport(*address, {pinned, wish.accept});
    return Desk{*address, std::move(transport), same ? std::move(record) : AccountRecord{}};
}

Result<AccountRecord> remember(const Parts& parts, const Desk& desk, const LoginWish& wish,
                               const protocol::Session& session, const vault::Secret& account_key) {
    if (const auto newer = refuse_older_key(parts, desk.before, session); !newer)
        return newer.error();
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
    const Credentials credentials{vault::Secret(session.token), vault::Secret(account_key.view()),
                                  session.key_version};
    if (const auto saved = save_credentials(parts.files, parts.data, parts.key_store, credentials);
        !saved)
        return saved.error();
    return record;
}

} // namespace ferry::sync
