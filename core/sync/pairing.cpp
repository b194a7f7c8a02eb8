// Both sides of a pairing.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/pairing.hpp"

#include "core/protocol/pairings.hpp"
#include "core/sync/credentials.hpp"
#include "core/sync/desk.hpp"
#include "core/sync/device_memory.hpp"
#include "core/sync/escaped.hpp"
#include "core/sync/keyring.hpp"
#include "core/vault/pairing.hpp"

#include <chrono>
#include <utility>

namespace ferry::sync {
namespace {

using protocol::PairingAnswer;
using protocol::PairingOffer;

constexpr std::chrono::seconds kBetweenQuestions{2};
const std::string kPairings = "/v1/pairings";

std::string target_of(const std::string& name, const std::string& what = {}) {
    return kPairings + "/" + escaped(name) + what;
}

PairingOffer offer_of(const vault::PairingKeys& keys, const vault::DeviceKey& own,
                      const Device& device) {
    PairingOffer offer{keys.name, device, own.sign_public, own.box_public, {}};
    offer.proof = vault::prove_keys(keys, own, offer.description());
    return offer;
}

/// Asks until it is granted. A network that fails for a moment is asked again.
Result<PairingAnswer> wait_for_grant(const Parts& parts, Connection& server,
                                     const std::string& name,
                                     const protocol::PairingOpened& opened) {
    const Call question{"POST", target_of(name, "/collect"),
                        protocol::encode(protocol::PairingCollect{opened.secret})};
    for (;;) {
        auto answer = message_in<PairingAnswer>(server.ask(question));
        if (answer && answer->granted) return answer;
        if (!answer && answer.error().code == Code::NotFound)
            return Error{Code::TimedOut,
                         "nobody let this device in within 10 minutes; begin again"};
        if (!answer && answer.error().code != Code::Network &&
            answer.error().code != Code::TimedOut && answer.error().code != Code::Unavailable)
            return answer.error();
        if (!parts.wait(kBetweenQuestions))
            return Error{Code::Cancelled, "interrupted; this device is not in the account"};
    }
}

Result<vault::Secret> account_key_in(const PairingAnswer& answer, const vault::PairingKeys& keys,
                                     const vault::DeviceKey& own) {
    auto key = vault::open_from_pairing(
        answer.sealed, keys,
        {answer.account, answer.account_id, answer.key_version, own.sign_public, own.box_public},
        own);
    if (!key)
        return Error{Code::Denied, "the server's answer is refused: the account key is not by "
                                   "somebody who has these words; this device is in no account"};
    return std::move(*key);
}

/// With the keys that were shown to the other device.
Result<void> keep_device_seed(const Parts& parts, const vault::DeviceKey& own) {
    auto credentials = load_credentials(parts.files, parts.data, parts.key_store);
    if (!credentials) return credentials.error();
    credentials->device_seed = vault::Secret(own.seed.view());
    return save_credentials(parts.files, parts.data, parts.key_store, *credentials);
}

struct Seen {
    vault::PairingKeys keys;
    PairingOffer offer;
};

Result<Seen> look(const Link& link, const vault::Secret& words) {
    auto keys = vault::pairing_keys(words);
    if (!keys) return keys.error();
    auto offer = message_in<PairingOffer>(link.server->ask({"GET", target_of(keys->name)}));
    if (!offer) return offer.error();
    if (!vault::are_proven(*keys, offer->sign_public, offer->box_public, offer->description(),
                           offer->proof))
        return Error{Code::Denied, "the server's answer is refused: the keys are not those of the "
                                   "device that shows these words; nobody was let in"};
    return Seen{std::move(*keys), std::move(*offer)};
}

/// Told before anybody is asked, since the words go on to count.
Result<void> refuse_taken_name(const Parts& parts, const Link& link, const std::string& name) {
    const auto same = find_device(parts, link, name);
    if (!same && same.error().code != Code::NotFound) return same.error();
    if (!same || same->revoked != 0 || same->device.name != name) return {};
    return Error{Code::Conflict, "the new device is called \"" + name +
                                     "\", as one of the account is; rename that one (ferry devices "
                                     "rename \"" +
                                     name +
                                     "\" NAME) and take the same words again, or begin anew there "
                                     "with ferry login URL --pair --device NAME"};
}

} // namespace

Result<state::AccountRecord> pair_here(const Parts& parts, const PairingWish& wish,
                                       const std::function<void(const vault::Secret&)>& show) {
    LoginWish login{wish.server, {}, {}, wish.device, wish.accept};
    const auto desk = open_desk(parts, login, Arrival::LogIn);
    if (!desk) return desk.error();
    const auto words = vault::fresh_pairing_words();
    const auto keys = vault::pairing_keys(words);
    if (!keys) return keys.error();
    const auto own = vault::DeviceKey::fresh();
    Connection server(*desk->transport, parts.wait);
    const auto opened = message_in<protocol::PairingOpened>(
        server.ask({"POST", kPairings, protocol::encode(offer_of(*keys, own, wish.device))}));
    if (!opened) return opened.error();
    show(words);
    const auto answer = wait_for_grant(parts, server, keys->name, *opened);
    if (!answer) return answer.error();
    const auto account_key = account_key_in(*answer, *keys, own);
    if (!account_key) return account_key.error();
    login.account = answer->account;
    const protocol::Session session{
        answer->account_id, answer->device_id, answer->token, {}, answer->key_version};
    auto record = remember(parts, *desk, login, session, *account_key);
    if (!record) return record.error();
    if (const auto kept = keep_device_seed(parts, own); !kept) return kept.error();
    return record;
}

Result<Device> device_that_waits(const Parts& parts, const vault::Secret& words) {
    const auto link = make_link(parts);
    if (!link) return link.error();
    auto seen = look(*link, words);
    if (!seen) return seen.error();
    const auto free = refuse_taken_name(parts, *link, seen->offer.device.name);
    if (!free) return free.error();
    return std::move(seen->offer.device);
}

Result<Device> let_in(const Parts& parts, const vault::Secret& words) {
    const auto link = make_link(parts);
    if (!link) return link.error();
    const auto keyring = Keyring::open(parts, *link);
    if (!keyring) return keyring.error();
    auto seen = look(*link, words);
    if (!seen) return seen.error();
    const auto& offer = seen->offer;
    const protocol::PairingGrant grant{
        vault::seal_for_pairing(keyring->account_key(), seen->keys,
                                {link->account.account, link->account.account_id,
                                 keyring->key_version(), offer.sign_public, offer.box_public}),
        keyring->key_version()};
    const auto answer =
        link->server->ask({"PUT", target_of(offer.name, "/grant"), protocol::encode(grant)});
    if (!answer) return answer.error();
    if (!answer->good()) return error_of(*answer);
    return std::move(seen->offer.device);
}

} // namespace ferry::sync
