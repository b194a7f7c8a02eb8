// Checks in one place: header against what was asked for, author against the certified keys,
// content against the header.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/bundles.hpp"

#include "core/base/text.hpp"
#include "core/sync/bundle_calls.hpp"
#include "core/sync/device_memory.hpp"
#include "core/sync/keyring.hpp"
#include "core/sync/link.hpp"
#include "core/sync/revisions.hpp"
#include "core/vault/bundle.hpp"
#include "core/vault/hash.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

namespace ferry::sync {
namespace {

using protocol::BundleHeader;

constexpr std::size_t kMostContent = 64u << 20;
constexpr auto kLastTime = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kServerKeeps = 200; // revisions; only older ones may vanish

vault::BundlePlace place_of(const BundleHeader& header) {
    return {header.account_id, header.bundle, header.parent,
            header.author,     header.time,   header.key_version};
}

} // namespace

struct BundleStore::Inside {
    const Parts& parts;
    Link link;
    Keyring keyring;
    Revisions revisions{link, keyring};
    DeviceNames names{};

    std::string name_of(const SoftwareId& software) const {
        // By the first key: a name outlives the key that is present when it is made.
        return vault::bundle_name(*keyring.account_key(1), software.text);
    }
    /// The newest revision is that of the latest time: a clock that is slow here must not make this
    /// one older than what it comes after.
    Result<std::int64_t> time_after(const std::string& name, const std::string& parent) const {
        const auto now = parts.clock.now();
        if (parent.empty()) return now;
        const auto all = revisions.history(name);
        if (!all) return all.error();
        const auto before = std::find_if(all->begin(), all->end(),
                                         [&](const auto& one) { return one.hash == parent; });
        if (before == all->end() || before->header.time < now) return now;
        return before->header.time + (before->header.time < kLastTime ? 1 : 0);
    }
    /// One of a former account key counts only if it was there when that was changed.
    Result<void> stands(const std::string& name, const std::string& hash,
                        const protocol::BundleHeader& header) const {
        if (header.key_version == keyring.key_version()) return {};
        const auto all = revisions.history(name);
        if (!all) return all.error();
        if (std::any_of(all->begin(), all->end(),
                        [&](const BelievedRevision& one) { return one.hash == hash; }))
            return {};
        return not_believed("revision " + hash.substr(0, 12) +
                            " is of an account key that counts no more, and was not there when it "
                            "was changed");
    }
};

BundleStore::BundleStore(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
BundleStore::BundleStore(BundleStore&&) noexcept = default;
BundleStore::~BundleStore() = default;

Result<BundleStore> BundleStore::open(const Parts& parts) {
    auto link = make_link(parts);
    if (!link) return link.error();
    auto keyring = Keyring::open(parts, *link);
    if (!keyring) return keyring.error();
    // Made where it stays: its parts borrow each other.
    std::unique_ptr<Inside> inside(new Inside{parts, std::move(*link), std::move(*keyring)});
    return BundleStore(std::move(inside));
}

Result<std::vector<std::pair<SoftwareId, std::string>>>
BundleStore::heads(const std::vector<SoftwareId>& software) {
    const auto all = bundle_heads(*inside_->link.server);
    if (!all) return all.error();
    std::map<std::string, std::string> by_name;
    for (const auto& one : *all)
        by_name[one.bundle] = one.head;
    std::vector<std::pair<SoftwareId, std::string>> found;
    for (const auto& one : software) {
        const auto head = by_name.find(inside_->name_of(one));
        if (head != by_name.end()) found.emplace_back(one, head->second);
    }
    return found;
}

Result<std::vector<Revision>> BundleStore::history(const SoftwareId& software) {
    auto& in = *inside_;
    const auto name = in.name_of(software);
    const auto believed = in.revisions.history(name);
    if (!believed) return believed.error();
    std::vector<Revision> revisions;
    for (const auto& [hash, header] : *believed)
        revisions.push_back({hash, header.parent, header.author,
                             in.names.of(header.author, in.parts, in.link), header.time,
                             revisions.empty()});
    const auto seen = in.parts.state.settings().seen(software);
    if (!seen) return seen.error();
    const auto newest = *seen ? (*seen)->newest : std::string();
    const bool missing = !newest.empty() && std::none_of(revisions.begin(), revisions.end(),
                                                         [&](const Revision& revision) {
                                                             return revision.hash == newest;
                                                         });
    if (missing && revisions.size() < kServerKeeps)
        return not_believed("revision " + newest.substr(0, 12) + " of " + software.text +
                            ", which this device has seen, is not there any more (restored from "
                            "an older backup, or hidden); ferry settings push " +
                            software.text + " begins anew with what is here");
    return revisions;
}

Result<bool> BundleStore::has(const SoftwareId& software, const std::string& hash) {
    const auto answer = bundle_history(*inside_->link.server, inside_->name_of(software));
    if (!answer && answer.error().code == Code::NotFound) return false;
    if (!answer) return answer.error();
    return std::any_of(answer->begin(), answer->end(), [&](const auto& revision) {
        return hex(vault::hash(revision.header)) == hash;
    });
}

Result<std::vector<StoredBundle>> BundleStore::stored() {
    const auto all = bundle_heads(*inside_->link.server);
    if (!all) return all.error();
    std::vector<StoredBundle> found;
    for (const auto& one : *all)
        found.push_back({one.bundle, one.head});
    return found;
}

bool BundleStore::is_of(const StoredBundle& bundle, const SoftwareId& software) const {
    return bundle.bundle == inside_->name_of(software);
}

Result<std::string> BundleStore::fetch(const SoftwareId& software, const std::string& hash) {
    return fetch(StoredBundle{inside_->name_of(software), hash});
}

Result<std::string> BundleStore::fetch(const StoredBundle& bundle) {
    auto& in = *inside_;
    const auto& [name, hash] = bundle;
    auto envelope = bundle_revision(*in.link.server, name, hash);
    if (!envelope) return envelope.error();
    const auto header = in.revisions.believed(name, envelope->header, envelope->signature);
    if (!header) return header.error();
    if (const auto stands = in.stands(name, hash, *header); !stands) return stands.error();
    if (hex(vault::hash(envelope->header)) != hash)
        return not_believed("another revision came than " + hash.substr(0, 12));
    if (header->size != envelope->cipher.size() ||
        header->cipher_hash != hex(vault::hash(envelope->cipher)))
        return not_believed("the content is not the one that its author signed");
    const auto* key = in.keyring.account_key(header->key_version);
    if (key == nullptr) // a device of this account may write any number
        return not_believed("revision " + hash.substr(0, 12) + " is of version " +
                            std::to_string(header->key_version) +
                            " of the account key, which there never was");
    auto content = vault::open_bundle({header->content_key, std::move(envelope->cipher)}, *key,
                                      place_of(*header), kMostContent);
    if (!content) return not_believed(content.error().message);
    return content;
}

Result<Pushed> BundleStore::push(const SoftwareId& software, const std::string& content,
                                 const std::string& parent) {
    auto& in = *inside_;
    BundleHeader header;
    header.account_id = in.link.account.account_id;
    header.bundle = in.name_of(software);
    header.parent = parent;
    header.author = in.link.account.device_id;
    const auto time = in.time_after(header.bundle, parent);
    if (!time) return time.error();
    header.time = *time;
    header.key_version = in.keyring.key_version();
    auto sealed = vault::seal_bundle(content, in.keyring.account_key(), place_of(header));
    header.content_key = std::move(sealed.content_key);
    header.cipher_hash = hex(vault::hash(sealed.cipher));
    header.size = sealed.cipher.size();
    protocol::Envelope envelope{protocol::encode(header), {}, std::move(sealed.cipher)};
    envelope.signature = in.revisions.sign(envelope.header);
    const auto hash = hex(vault::hash(envelope.header));
    const auto stored = add_bundle(*in.link.server, header.bundle, envelope);
    if (!stored) return stored.error();
    if (stored->hash != hash) return not_believed("it says that it stored another revision");
    return Pushed{hash, stored->conflict_with};
}

} // namespace ferry::sync
