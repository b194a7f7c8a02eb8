// The server checks what it can see: who sends, that nothing broke on the way, and the limits.
// SPDX-License-Identifier: Apache-2.0
#include "server/service/bundle_service.hpp"

#include "core/base/text.hpp"
#include "core/vault/hash.hpp"

#include <algorithm>
#include <utility>

namespace ferry::server {
namespace {

using protocol::BundleStored;

Refusal bad(const std::string& what) {
    return {422, "bad-bundle", "the bundle " + what};
}

struct Checked {
    protocol::BundleHeader header;
    protocol::Envelope envelope;
    std::string hash;
};

Served<Checked> checked(const Caller& caller, const std::string& bundle, const std::string& bytes) {
    auto envelope = protocol::to_envelope(bytes);
    if (!envelope) return Refusal{400, "bad-request", "the body: " + envelope.error().message};
    auto header = protocol::decode<protocol::BundleHeader>(envelope->header);
    if (!header) return Refusal{400, "bad-request", "the header: " + header.error().message};
    if (header->account_id != caller.account || header->bundle != bundle)
        return bad("names another account or bundle than it is sent to");
    if (header->author != caller.device) return bad("names another device as its author");
    if (header->size != envelope->cipher.size() ||
        header->cipher_hash != hex(vault::hash(envelope->cipher)))
        return bad("arrived damaged; send it again");
    auto hash = hex(vault::hash(envelope->header));
    return Checked{std::move(*header), std::move(*envelope), std::move(hash)};
}

} // namespace

Served<std::vector<protocol::DeviceKeys>> BundleService::keys(const Caller& caller) {
    using Keys = std::vector<protocol::DeviceKeys>;
    return in_transaction<Keys>(store_, Access::Read, [&](Tables& tables) -> Served<Keys> {
        auto keys = tables.device_keys().list(caller.account);
        if (!keys) return refusal_of(keys.error());
        return std::move(*keys);
    });
}

Served<Nothing> BundleService::put_keys(const Caller& caller, const std::string& device,
                                        const protocol::DeviceKeys& keys) {
    return in_transaction<Nothing>(store_, Access::Write, [&](Tables& tables) -> Served<Nothing> {
        const auto found = tables.devices().find(caller.account, device);
        if (!found) return refusal_of(found.error());
        if (!*found) return not_found("device " + device);
        if (device != caller.device || keys.device_id != device)
            return Refusal{403, "not-your-device", "only a device itself says what its keys are"};
        const auto known = tables.device_keys().list(caller.account);
        if (!known) return refusal_of(known.error());
        const auto own = std::count_if(known->begin(), known->end(), [&](const auto& other) {
            return other.device_id == device && other.sign_public != keys.sign_public;
        });
        if (static_cast<std::size_t>(own) >= kMostDeviceKeys)
            return Refusal{409, "too-many-keys",
                           "this device had " + std::to_string(own) +
                               " keys; revoke it and log in under another name"};
        const auto put = tables.device_keys().put(caller.account, keys);
        if (!put) return refusal_of(put.error());
        return Nothing{};
    });
}

Served<std::vector<protocol::BundleHead>> BundleService::heads(const Caller& caller) {
    using Heads = std::vector<protocol::BundleHead>;
    return in_transaction<Heads>(store_, Access::Read, [&](Tables& tables) -> Served<Heads> {
        auto heads = tables.bundles().heads(caller.account);
        if (!heads) return refusal_of(heads.error());
        return std::move(*heads);
    });
}

Served<std::vector<protocol::BundleRevision>> BundleService::history(const Caller& caller,
                                                                     const std::string& bundle) {
    using Revisions = std::vector<protocol::BundleRevision>;
    return in_transaction<Revisions>(
        store_, Access::Read, [&](Tables& tables) -> Served<Revisions> {
            auto rows = tables.bundles().revisions({caller.account, bundle});
            if (!rows) return refusal_of(rows.error());
            if (rows->empty()) return not_found("bundle " + bundle);
            Revisions revisions;
            for (auto& row : *rows)
                revisions.push_back({std::move(row.hash), std::move(row.header),
                                     std::move(row.signature), row.received});
            return revisions;
        });
}

Served<std::string> BundleService::body(const Caller& caller, const std::string& bundle,
                                        const std::string& hash) {
    return in_transaction<std::string>(
        store_, Access::Read, [&](Tables& tables) -> Served<std::string> {
            const BundleKey key{caller.account, bundle};
            auto row = tables.bundles().find(key, hash);
            if (!row) return refusal_of(row.error());
            auto body = tables.bundles().body(key, hash);
            if (!body) return refusal_of(body.error());
            if (!*row || !*body) return not_found("revision " + hash + " of bundle " + bundle);
            return protocol::to_bytes(
                {std::move((*row)->header), std::move((*row)->signature), std::move(**body)});
        });
}

Served<BundleStored> BundleService::add(const Caller& caller, const std::string& bundle,
                                        const std::string& bytes) {
    const auto sent = checked(caller, bundle, bytes);
    if (const auto* refused = std::get_if<Refusal>(&sent)) return *refused;
    const auto& bundle_sent = std::get<Checked>(sent);
    const auto& header = bundle_sent.header; // clang takes no binding into a lambda
    const auto& envelope = bundle_sent.envelope;
    const auto now = clock_.now();
    const BundleRow row{bundle_sent.hash,
                        std::min(header.time, now + kClockTolerance),
                        now,
                        envelope.header,
                        envelope.signature,
                        envelope.cipher.size()};
    auto answer = in_transaction<BundleStored>(store_, Access::Write, [&](Tables& tables) {
        return store(tables, caller, header, row, envelope.cipher);
    });
    signal_.raise(caller.account);
    return answer;
}

Served<BundleStored> BundleService::store(Tables& tables, const Caller& caller,
                                          const protocol::BundleHeader& header,
                                          const BundleRow& row, const std::string& cipher) {
    const auto account = tables.accounts().find(caller.account);
    if (!account) return refusal_of(account.error());
    if (!*account) return not_found("account");
    if (header.key_version != (*account)->key_version)
        return Refusal{409, "stale-key",
                       "the account key was changed since this was encrypted; run the command "
                       "again"};
    const BundleKey key{caller.account, header.bundle};
    const auto before = tables.bundles().revisions(key);
    if (!before) return refusal_of(before.error());
    const auto head = before->empty() ? std::string() : before->front().hash;
    const bool known = std::any_of(before->begin(), before->end(),
                                   [&](const BundleRow& old) { return old.hash == row.hash; });
    if (known) return BundleStored{row.hash, head, {}};
    const auto used = tables.bundles().bytes(caller.account);
    if (!used) return refusal_of(used.error());
    if (*used + cipher.size() > kSettingsQuota)
        return Refusal{413, "over-quota",
                       "the settings of this account would take more than " +
                           std::to_string(kSettingsQuota >> 20) + " MiB"};
    if (const auto added = tables.bundles().add(key, row, cipher); !added)
        return refusal_of(added.error());
    if (before->size() >= kMostRevisions)
        if (const auto gone = tables.bundles().remove(key, before->back().hash); !gone)
            return refusal_of(gone.error());
    const auto noted =
        tables.changes().add(caller.account, {0, "settings", caller.device, header.bundle});
    if (!noted) return refusal_of(noted.error());
    const bool is_head =
        before->empty() || std::pair(row.time, row.hash) > std::pair(before->front().time, head);
    return BundleStored{row.hash, is_head ? row.hash : head, header.parent == head ? "" : head};
}

} // namespace ferry::server
