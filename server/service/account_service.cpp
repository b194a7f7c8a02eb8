// Registering, logging in, tokens.
// SPDX-License-Identifier: Apache-2.0
#include "server/service/account_service.hpp"

#include "core/base/text.hpp"
#include "core/vault/hash.hpp"
#include "core/vault/login.hpp"
#include "server/service/audit_service.hpp"
#include "server/service/proofs.hpp"

#include <algorithm>
#include <utility>

namespace ferry::server {
namespace {

using protocol::Session;

constexpr UnixMillis kChallengeLife = 60'000;
constexpr UnixMillis kTokenLife = 90LL * 86'400'000;
constexpr std::size_t kTokenBytes = 32;
constexpr const char* kTokenMark = "ferry_"; // so that scanners for leaked secrets know it

/// Base64 that needs no quoting in a header.
std::string url_base64(std::string_view bytes) {
    auto text = base64(bytes);
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    text.erase(text.find_last_not_of('=') + 1);
    return text;
}

Refusal device_exists(const std::string& name) {
    return {409, "device-exists",
            "this account has a device \"" + name +
                "\" already; choose another with --device NAME, or revoke that one"};
}

AuditNote note_of_login(const DeviceRow& row, const protocol::LoginRequest& request, Proof proof) {
    if (proof == Proof::RecoveryCode) return {kRecoveryUsed, "", row.device.name};
    if (proof == Proof::Pairing) return {kPaired, "", row.device.name};
    if (row.id == request.device_id) return {kLogin};
    return {kNewDevice, "", row.device.name};
}

Refusal bad_account_name() {
    return {422, "bad-account-name",
            "an account name has 2 to 63 characters of a-z 0-9 . _ - and begins with a letter or "
            "digit"};
}

} // namespace

bool valid_account_name(const std::string& name) {
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    return name.size() >= 2 && name.size() <= 63 && plain(name.front()) &&
           std::all_of(name.begin(), name.end(),
                       [&](char c) { return plain(c) || c == '.' || c == '_' || c == '-'; });
}

AccountService::AccountService(AccountSeams seams) : seams_(std::move(seams)) {}

std::string AccountService::new_id() const {
    return hex(seams_.random(16));
}

std::string AccountService::token_hash(const std::string& token) const {
    return vault::keyed_hash(token, seams_.store.pepper());
}

AccountService::NewToken AccountService::new_token(const std::string& account,
                                                   const std::string& device) const {
    NewToken made;
    made.token = kTokenMark + url_base64(seams_.random(kTokenBytes));
    const auto now = seams_.clock.now();
    made.row = {token_hash(made.token), device, account, now, now + kTokenLife};
    return made;
}

protocol::Kdf AccountService::fake_kdf(const std::string& name) const {
    const vault::KdfParameters usual;
    return {"argon2id13", usual.passes, usual.memory_kib,
            vault::keyed_hash("salt of " + name, seams_.store.pepper()).substr(0, 16)};
}

Served<Session> AccountService::register_account(const protocol::RegisterRequest& request) {
    if (!valid_account_name(request.account)) return bad_account_name();
    const vault::KdfParameters kdf{request.kdf.passes, request.kdf.memory_kib, request.kdf.salt};
    if (!vault::check_kdf_parameters(kdf)) return weak_key();
    const auto now = seams_.clock.now();
    const AccountRow account{new_id(),
                             request.account,
                             request.login_public,
                             request.kdf,
                             request.wrapped_key,
                             request.recovery_wrapped_key,
                             1,
                             now,
                             request.recovery_public};
    const DeviceRow device{new_id(), account.id, request.device, false, now, now, 0};
    const auto token = new_token(account.id, device.id);
    return in_transaction<Session>(
        seams_.store, Access::Write, [&](Tables& tables) -> Served<Session> {
            const auto taken = tables.accounts().find_by_name(request.account);
            if (!taken) return refusal_of(taken.error());
            if (*taken)
                return Refusal{409, "account-exists",
                               "the account \"" + request.account +
                                   "\" exists already; log in to it, or choose another name"};
            for (const auto& added : {tables.accounts().add(account), tables.devices().add(device),
                                      tables.tokens().add(token.row),
                                      write_audit(tables, {account.id, device.id},
                                                  {kRegistered, "", account.name}, now)}) {
                if (!added) return refusal_of(added.error());
            }
            const auto noted = tables.changes().add(account.id, {0, "device", device.id, ""});
            if (!noted) return refusal_of(noted.error());
            return Session{account.id, device.id, token.token, "", 1};
        });
}

Served<std::optional<AccountRow>> AccountService::find(const std::string& name) {
    using Found = std::optional<AccountRow>;
    return in_transaction<Found>(seams_.store, Access::Read, [&](Tables& tables) -> Served<Found> {
        auto account = tables.accounts().find_by_name(name);
        if (!account) return refusal_of(account.error());
        return std::move(*account);
    });
}

Served<protocol::ChallengeAnswer>
AccountService::challenge(const protocol::ChallengeRequest& request) {
    const auto found = find(request.account);
    if (const auto* refused = std::get_if<Refusal>(&found)) return *refused;
    const auto& account = std::get<std::optional<AccountRow>>(found);
    const auto fake = fake_kdf(request.account); // made in either case: the same work
    const protocol::ChallengeAnswer answer{new_id(), seams_.random(32),
                                           account ? account->kdf : fake};
    const auto now = seams_.clock.now();
    challenges_.put(answer.challenge_id, {request.account, answer.challenge, now + kChallengeLife},
                    now);
    return answer;
}

/// One signature is checked in every case, so that all cases take the same time.
bool AccountService::proves_password(const std::optional<AccountRow>& account,
                                     const std::optional<OpenChallenge>& open,
                                     const protocol::LoginRequest& request) const {
    const auto fake = fake_kdf(request.account);
    const auto& kdf = account ? account->kdf : fake;
    const vault::LoginStatement statement{open ? open->challenge : std::string(32, '\0'),
                                          request.origin,
                                          "login",
                                          request.account,
                                          {kdf.passes, kdf.memory_kib, kdf.salt}};
    const auto& key = account ? account->login_public : nobodys_key();
    const bool signed_well = vault::verify_login(key, statement, request.signature);
    return signed_well && account && open && open->subject == request.account;
}

Served<Session> AccountService::log_in(const protocol::LoginRequest& request) {
    const auto open = challenges_.take(request.challenge_id, seams_.clock.now());
    // Checked outside of the writer: a flood of bad logins must not hold up those who sync.
    const auto found = find(request.account);
    if (const auto* refused = std::get_if<Refusal>(&found)) return *refused;
    const auto& account = std::get<std::optional<AccountRow>>(found);
    if (!proves_password(account, open, request)) return login_failed();
    if (const auto refused = refuse_origin(seams_.origins, request.origin)) return *refused;
    return open_session(*account, request, account->wrapped_key);
}

Served<Session> AccountService::open_session(const AccountRow& account,
                                             const protocol::LoginRequest& request,
                                             const std::string& wrapped_key, Proof proof) {
    auto session = in_transaction<Session>(
        seams_.store, Access::Write, [&](Tables& tables) -> Served<Session> {
            const auto device = device_for_login(tables, account, request);
            if (const auto* refused = std::get_if<Refusal>(&device)) return *refused;
            const auto& row = std::get<DeviceRow>(device);
            const auto token = new_token(account.id, row.id);
            for (const auto& done :
                 {tables.tokens().remove_of_device(row.id), tables.tokens().add(token.row),
                  write_audit(tables, {account.id, row.id}, note_of_login(row, request, proof),
                              seams_.clock.now())}) {
                if (!done) return refusal_of(done.error());
            }
            const auto noted = tables.changes().add(account.id, {0, "device", row.id, ""});
            if (!noted) return refusal_of(noted.error());
            return Session{account.id, row.id, token.token, wrapped_key, account.key_version};
        });
    seams_.signal.raise(account.id);
    return session;
}

Served<DeviceRow> AccountService::device_for_login(Tables& tables, const AccountRow& account,
                                                   const protocol::LoginRequest& request) {
    const auto now = seams_.clock.now();
    if (!request.device_id.empty()) {
        auto known = tables.devices().find(account.id, request.device_id);
        if (!known) return refusal_of(known.error());
        if (*known && (*known)->revoked == 0 && !(*known)->imported) {
            (*known)->last_seen = now;
            const auto updated = tables.devices().update(**known);
            if (!updated) return refusal_of(updated.error());
            return **known;
        }
    }
    const auto taken = tables.devices().find_live(account.id, request.device.name);
    if (!taken) return refusal_of(taken.error());
    if (*taken) return device_exists(request.device.name);
    const DeviceRow row{new_id(), account.id, request.device, false, now, now, 0};
    const auto added = tables.devices().add(row);
    if (!added) return refusal_of(added.error());
    return row;
}

Served<Caller> AccountService::authenticate(const std::string& token) {
    const auto hash = token_hash(token);
    auto caller =
        in_transaction<Caller>(seams_.store, Access::Read, [&](Tables& tables) -> Served<Caller> {
            const auto row = tables.tokens().find(hash);
            if (!row) return refusal_of(row.error());
            if (!*row || (*row)->expires < seams_.clock.now())
                return Refusal{401, "not-logged-in",
                               "the token is unknown, expired or revoked; run ferry login"};
            return Caller{(*row)->account, (*row)->device};
        });
    if (const auto* known = std::get_if<Caller>(&caller))
        seams_.activity.note(*known, seams_.clock.now());
    return caller;
}

Result<void> AccountService::write_activity() {
    return seams_.activity.write(seams_.store, kTokenLife);
}

Served<Nothing> AccountService::log_out(const Caller& caller) {
    return in_transaction<Nothing>(
        seams_.store, Access::Write, [&](Tables& tables) -> Served<Nothing> {
            const auto removed = tables.tokens().remove_of_device(caller.device);
            if (!removed) return refusal_of(removed.error());
            const auto written = write_audit(tables, caller, {kLoggedOut}, seams_.clock.now());
            if (!written) return refusal_of(written.error());
            return Nothing{};
        });
}

Served<protocol::AccountInfo> AccountService::who_am_i(const Caller& caller) {
    using Info = protocol::AccountInfo;
    return in_transaction<Info>(seams_.store, Access::Read, [&](Tables& tables) -> Served<Info> {
        const auto account = tables.accounts().find(caller.account);
        if (!account) return refusal_of(account.error());
        if (!*account) return not_found("account");
        // Asking is a sign of life, and the token lives on from the last one.
        return Info{(*account)->name, caller.account, caller.device, (*account)->created,
                    seams_.clock.now() + kTokenLife};
    });
}

} // namespace ferry::server
