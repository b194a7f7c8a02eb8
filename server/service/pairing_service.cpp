// Offers, five tries, one grant.
// SPDX-License-Identifier: Apache-2.0
#include "server/service/pairing_service.hpp"

#include "core/base/text.hpp"
#include "core/vault/hash.hpp"

#include <utility>

namespace ferry::server {
namespace {

using protocol::PairingAnswer;
using protocol::PairingOffer;

constexpr std::size_t kMostWaiting = 1000;
constexpr std::size_t kSecretBytes = 32;

Refusal nothing_waits() {
    return {404, "not-found",
            "no device waits with these words; they count for 10 minutes: compare them with the "
            "new device, or begin again there"};
}

} // namespace

PairingService::PairingService(AccountSeams seams, AccountService& accounts)
    : seams_(std::move(seams)), accounts_(accounts) {}

void PairingService::forget_old(UnixMillis now) {
    std::erase_if(waiting_, [&](const auto& entry) { return entry.second.expires < now; });
    std::erase_if(misses_, [&](const auto& entry) { return entry.second.until < now; });
}

Served<protocol::PairingOpened> PairingService::open(const PairingOffer& offer) {
    const auto now = seams_.clock.now();
    const std::lock_guard lock(mutex_);
    forget_old(now);
    if (waiting_.size() >= kMostWaiting)
        return Refusal{503, "busy", "too many devices wait for a pairing; try again in a minute"};
    Waiting waiting{offer, hex(seams_.random(kSecretBytes)), now + kPairingLife};
    const protocol::PairingOpened opened{waiting.secret, waiting.expires};
    if (!waiting_.emplace(offer.name, std::move(waiting)).second)
        return Refusal{409, "pairing-exists",
                       "a device waits with these words already; begin again"};
    return opened;
}

Served<PairingOffer> PairingService::waiting(const std::string& name) {
    const auto found = waiting_.find(name);
    if (found == waiting_.end() || found->second.answer.granted) return nothing_waits();
    return found->second.offer;
}

Served<PairingOffer> PairingService::see(const Caller& caller, const std::string& name) {
    const auto now = seams_.clock.now();
    const std::lock_guard lock(mutex_);
    forget_old(now);
    auto& misses = misses_[caller.account];
    if (misses.count >= kPairingTries)
        return Refusal{429, "too-many-tries", "five times with wrong words; wait 10 minutes"};
    auto offer = waiting(name);
    if (std::holds_alternative<Refusal>(offer)) misses = {misses.count + 1, now + kPairingLife};
    return offer;
}

Served<AccountRow> PairingService::account_for(const Caller& caller,
                                               const protocol::PairingGrant& grant) {
    return in_transaction<AccountRow>(
        seams_.store, Access::Read, [&](Tables& tables) -> Served<AccountRow> {
            auto account = tables.accounts().find(caller.account);
            if (!account) return refusal_of(account.error());
            if (!*account) return not_found("account");
            if ((*account)->key_version != grant.key_version)
                return Refusal{409, "stale-key",
                               "the account key was changed meanwhile; run the command again"};
            return std::move(**account);
        });
}

Served<Nothing> PairingService::grant(const Caller& caller, const std::string& name,
                                      const protocol::PairingGrant& grant) {
    const std::lock_guard lock(mutex_);
    forget_old(seams_.clock.now());
    const auto offer = waiting(name);
    if (const auto* refused = std::get_if<Refusal>(&offer)) return *refused;
    const auto account = account_for(caller, grant);
    if (const auto* refused = std::get_if<Refusal>(&account)) return *refused;
    protocol::LoginRequest login;
    login.device = std::get<PairingOffer>(offer).device;
    const auto opened =
        accounts_.open_session(std::get<AccountRow>(account), login, "", Proof::Pairing);
    if (const auto* refused = std::get_if<Refusal>(&opened)) return *refused;
    const auto& session = std::get<protocol::Session>(opened);
    waiting_[name].answer = {true,
                             std::get<AccountRow>(account).name,
                             session.account_id,
                             session.device_id,
                             session.token,
                             grant.sealed,
                             grant.key_version};
    return Nothing{};
}

Served<PairingAnswer> PairingService::collect(const std::string& name, const std::string& secret) {
    const std::lock_guard lock(mutex_);
    forget_old(seams_.clock.now());
    const auto found = waiting_.find(name);
    // Whoever asks without the secret learns not even whether somebody waits.
    if (found == waiting_.end() || !vault::equal_in_constant_time(found->second.secret, secret))
        return nothing_waits();
    return found->second.answer;
}

} // namespace ferry::server
