// Who may change an account's keys, and that nothing is stored but what was signed.
// SPDX-License-Identifier: Apache-2.0
#include "server/service/key_service.hpp"

#include "core/base/text.hpp"
#include "core/vault/key_change.hpp"
#include "core/vault/login.hpp"
#include "server/service/audit_service.hpp"
#include "server/service/proofs.hpp"
#include "server/service/rotation_rules.hpp"

#include <utility>

namespace ferry::server {
namespace {

using protocol::KeyChange;
using protocol::Session;

constexpr UnixMillis kTicketLife = 600'000;
constexpr std::size_t kTicketBytes = 32;

vault::KdfParameters parameters(const protocol::Kdf& kdf) {
    return {kdf.passes, kdf.memory_kib, kdf.salt};
}

vault::NewKeys new_keys(const KeyChange& change) {
    vault::NewKeys keys;
    if (change.password) {
        keys.login_public = change.password->login_public;
        keys.kdf = parameters(change.password->kdf);
        keys.wrapped_key = change.password->wrapped_key;
    }
    if (change.recovery) {
        keys.recovery_public = change.recovery->recovery_public;
        keys.recovery_wrapped_key = change.recovery->recovery_wrapped_key;
    }
    keys.rotation = change.rotation;
    keys.key_version = change.key_version;
    return keys;
}

void apply(const KeyChange& change, AccountRow& account) {
    if (change.password) {
        account.login_public = change.password->login_public;
        account.kdf = change.password->kdf;
        account.wrapped_key = change.password->wrapped_key;
    }
    if (change.recovery) {
        account.recovery_public = change.recovery->recovery_public;
        account.recovery_wrapped_key = change.recovery->recovery_wrapped_key;
    }
}

/// The first answer was lost, and the client asks again.
bool is_done_already(const KeyChange& change, const AccountRow& account) {
    if (change.password && (change.password->login_public != account.login_public ||
                            change.password->wrapped_key != account.wrapped_key))
        return false;
    return !change.recovery ||
           (change.recovery->recovery_public == account.recovery_public &&
            change.recovery->recovery_wrapped_key == account.recovery_wrapped_key);
}

struct Parts {
    bool password;
    bool recovery;
    bool rotation = false;
};

std::optional<Refusal> refuse_parts(const KeyChange& change, const Parts& wanted) {
    if (change.password.has_value() != wanted.password ||
        change.recovery.has_value() != wanted.recovery ||
        change.rotation.empty() == wanted.rotation)
        return Refusal{422, "wrong-parts",
                       std::string("this takes ") + (wanted.password ? "a" : "no") +
                           " \"password\", " + (wanted.recovery ? "a" : "no") +
                           " \"recovery\" and " + (wanted.rotation ? "a" : "no") +
                           " \"rotation\"; update the client"};
    if (change.password && !vault::check_kdf_parameters(parameters(change.password->kdf)))
        return weak_key();
    return std::nullopt;
}

/// What wraps another account key than the present one would lock the person out.
std::optional<Refusal> refuse_old_key(const KeyChange& change, std::uint32_t present) {
    if (change.key_version == present) return std::nullopt;
    return Refusal{409, "stale-key",
                   "this wraps version " + std::to_string(change.key_version) +
                       " of the account key, and now is version " + std::to_string(present) +
                       "; run the command again"};
}

Refusal no_recovery(const std::string& account) {
    return {409, "no-recovery",
            "the recovery code of " + account +
                " was made by an older ferry that told this server no key for it; log in with the "
                "password, then ferry account recovery-code makes one that works here"};
}

} // namespace

KeyService::KeyService(AccountSeams seams, AccountService& accounts)
    : seams_(std::move(seams)), accounts_(accounts) {}

Served<Session> KeyService::recover(const protocol::LoginRequest& request) {
    const auto open = accounts_.challenges().take(request.challenge_id, seams_.clock.now());
    const auto found = accounts_.find(request.account);
    if (const auto* refused = std::get_if<Refusal>(&found)) return *refused;
    const auto& account = std::get<std::optional<AccountRow>>(found);
    const bool can_prove = account && !account->recovery_public.empty();
    const vault::ChangeStatement statement{{open ? open->challenge : std::string(32, '\0'),
                                            request.origin, "recover", request.account,
                                            vault::kNoKdf},
                                           vault::NewKeys{}.hash()};
    // Checked in every case, so that all cases take the same time.
    const bool signed_well = vault::verify_change(
        can_prove ? account->recovery_public : nobodys_key(), statement, request.signature);
    if (!open || open->subject != request.account || !account) return recovery_failed();
    if (!can_prove) return no_recovery(request.account);
    if (!signed_well) return recovery_failed();
    if (const auto refused = refuse_origin(seams_.origins, request.origin)) return *refused;
    auto session = accounts_.open_session(*account, request, account->recovery_wrapped_key,
                                          Proof::RecoveryCode);
    if (auto* opened = std::get_if<Session>(&session)) {
        opened->ticket = hex(seams_.random(kTicketBytes));
        const auto now = seams_.clock.now();
        tickets_.put(opened->ticket, {opened->device_id, opened->ticket, now + kTicketLife}, now);
    }
    return session;
}

Served<Nothing> KeyService::put_recovered(const Caller& caller, const KeyChange& change) {
    if (const auto refused = refuse_parts(change, {true, true})) return *refused;
    const auto found = account_of(caller);
    if (const auto* refused = std::get_if<Refusal>(&found)) return *refused;
    const auto& account = std::get<AccountRow>(found);
    if (is_done_already(change, account)) return Nothing{};
    if (const auto refused = refuse_old_key(change, account.key_version)) return *refused;
    const auto ticket = tickets_.take(change.challenge_id, seams_.clock.now());
    const vault::ChangeStatement statement{
        {change.challenge_id, change.origin, "recovered", account.name, vault::kNoKdf},
        new_keys(change).hash()};
    const bool signed_well =
        vault::verify_change(account.recovery_public, statement, change.signature);
    if (!ticket || ticket->subject != caller.device || !signed_well) return recovery_failed();
    if (const auto refused = refuse_origin(seams_.origins, change.origin)) return *refused;
    return or_once_more(tickets_, change.challenge_id, *ticket,
                        store(account, change, caller, kRecovered));
}

Served<Nothing> KeyService::put_password(const Caller& caller, const KeyChange& change) {
    if (const auto refused = refuse_parts(change, {true, false})) return *refused;
    return put_by_password(caller, change, "password");
}

Served<Nothing> KeyService::put_recovery_code(const Caller& caller, const KeyChange& change) {
    if (const auto refused = refuse_parts(change, {false, true})) return *refused;
    return put_by_password(caller, change, "recovery-code");
}

Served<Nothing> KeyService::put_rotation(const Caller& caller, const KeyChange& change) {
    if (const auto refused = refuse_parts(change, {true, true, true})) return *refused;
    const auto found = account_of(caller);
    if (const auto* refused = std::get_if<Refusal>(&found)) return *refused;
    const auto& account = std::get<AccountRow>(found);
    if (is_done_already(change, account)) return Nothing{};
    const auto checked = checked_rotation(seams_.store, caller, account, change.rotation);
    if (const auto* refused = std::get_if<Refusal>(&checked)) return *refused;
    const auto& rotation = std::get<CheckedRotation>(checked);
    if (const auto refused = refuse_old_key(change, rotation.header.key_version)) return *refused;
    const auto open = prove_password(account, change, "rotation");
    if (const auto* refused = std::get_if<Refusal>(&open)) return *refused;
    auto done = if_unchanged(account, [&](Tables& tables, AccountRow row) -> Result<void> {
        apply(change, row);
        row.key_version = rotation.header.key_version;
        const auto updated = tables.accounts().update_keys(row);
        if (!updated) return updated;
        return write_rotation(tables, caller, rotation, seams_.clock.now());
    });
    seams_.signal.raise(caller.account); // the revoked device's waiting question ends
    return or_once_more(accounts_.challenges(), change.challenge_id, std::get<OpenChallenge>(open),
                        std::move(done));
}

Served<std::vector<protocol::Rotation>> KeyService::rotations(const Caller& caller) {
    using List = std::vector<protocol::Rotation>;
    return in_transaction<List>(seams_.store, Access::Read, [&](Tables& tables) -> Served<List> {
        auto list = tables.rotations().list(caller.account, caller.device);
        if (!list) return refusal_of(list.error());
        return std::move(*list);
    });
}

Served<Nothing> KeyService::remove_account(const Caller& caller, const KeyChange& change) {
    if (const auto refused = refuse_parts(change, {false, false})) return *refused;
    const auto found = account_of(caller);
    if (const auto* refused = std::get_if<Refusal>(&found)) return *refused;
    const auto& account = std::get<AccountRow>(found);
    const auto open = prove_password(account, change, "delete");
    if (const auto* refused = std::get_if<Refusal>(&open)) return *refused;
    auto done = if_unchanged(account, [](Tables& tables, const AccountRow& row) {
        return tables.accounts().remove(row.id);
    });
    seams_.signal.raise(caller.account); // who waits for changes learns that the token is dead
    return or_once_more(accounts_.challenges(), change.challenge_id, std::get<OpenChallenge>(open),
                        std::move(done));
}

Served<Nothing> KeyService::put_by_password(const Caller& caller, const KeyChange& change,
                                            const char* action) {
    const auto found = account_of(caller);
    if (const auto* refused = std::get_if<Refusal>(&found)) return *refused;
    const auto& account = std::get<AccountRow>(found);
    if (is_done_already(change, account)) return Nothing{};
    if (const auto refused = refuse_old_key(change, account.key_version)) return *refused;
    const auto open = prove_password(account, change, action);
    if (const auto* refused = std::get_if<Refusal>(&open)) return *refused;
    return or_once_more(
        accounts_.challenges(), change.challenge_id, std::get<OpenChallenge>(open),
        store(account, change, caller, change.password ? kPasswordChanged : kCodeChanged));
}

Served<AccountRow> KeyService::account_of(const Caller& caller) {
    return in_transaction<AccountRow>(seams_.store, Access::Read,
                                      [&](Tables& tables) -> Served<AccountRow> {
                                          auto account = tables.accounts().find(caller.account);
                                          if (!account) return refusal_of(account.error());
                                          if (!*account) return not_found("account");
                                          return std::move(**account);
                                      });
}

/// The challenge that was signed; it is used up.
Served<OpenChallenge> KeyService::prove_password(const AccountRow& account, const KeyChange& change,
                                                 const char* action) {
    const auto open = accounts_.challenges().take(change.challenge_id, seams_.clock.now());
    if (!open || open->subject != account.name) return login_failed();
    const vault::ChangeStatement statement{
        {open->challenge, change.origin, action, account.name, parameters(account.kdf)},
        new_keys(change).hash()};
    if (!vault::verify_change(account.login_public, statement, change.signature))
        return login_failed();
    if (auto refused = refuse_origin(seams_.origins, change.origin)) return *std::move(refused);
    return *open;
}

/// Where the store was too busy nothing was done, and a client sends the very same again.
Served<Nothing> KeyService::or_once_more(Challenges& of, const std::string& id,
                                         const OpenChallenge& open, Served<Nothing> done) {
    const auto* refused = std::get_if<Refusal>(&done);
    if (refused != nullptr && refused->status == 503) of.put(id, open, seams_.clock.now());
    return done;
}

Served<Nothing> KeyService::store(const AccountRow& proven, const KeyChange& change,
                                  const Caller& caller, const char* word) {
    return if_unchanged(proven, [&](Tables& tables, AccountRow row) {
        apply(change, row);
        const auto updated = tables.accounts().update_keys(row);
        if (!updated) return updated;
        return write_audit(tables, caller, {word}, seams_.clock.now());
    });
}

/// The proof was checked outside of the writer. Another change may have come first; then the key
/// that proved it counts no more.
template <typename Write>
Served<Nothing> KeyService::if_unchanged(const AccountRow& proven, Write write) {
    return in_transaction<Nothing>(seams_.store, Access::Write,
                                   [&](Tables& tables) -> Served<Nothing> {
                                       const auto account = tables.accounts().find(proven.id);
                                       if (!account) return refusal_of(account.error());
                                       if (!*account) return not_found("account");
                                       if ((*account)->login_public != proven.login_public ||
                                           (*account)->recovery_public != proven.recovery_public)
                                           return login_failed();
                                       const auto done = write(tables, **account);
                                       if (!done) return refusal_of(done.error());
                                       return Nothing{};
                                   });
}

} // namespace ferry::server
