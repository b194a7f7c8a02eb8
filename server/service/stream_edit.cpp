// Working out edits, and writing them.
// SPDX-License-Identifier: Apache-2.0
#include "server/service/stream_edit.hpp"

#include "core/protocol/canonical.hpp"

#include <map>
#include <utility>

namespace ferry::server {
namespace {

using protocol::Delta;
using protocol::PackageKey;
using protocol::Snapshot;
using protocol::StreamHead;

constexpr std::size_t kMostPackages = 50'000;

PackageRow row_of(const Package& package) {
    return {{package.id.text, package.arch},
            package.version,
            protocol::canonical_line(package),
            protocol::encode_package(package)};
}

Refusal stale(const StreamKey& key, const std::optional<StreamHead>& head) {
    return {409, "stale-revision",
            "stream " + key.installer + " has moved on to revision " +
                std::to_string(head ? head->revision : 0) + "; send a snapshot",
            protocol::encode(head.value_or(StreamHead{key.installer, 0, "", 0, 0}))};
}

Refusal wrong_hash() {
    return {422, "wrong-hash",
            "the new state does not have the hash that was sent with it; send a snapshot"};
}

bool is_base(const Delta& delta, const std::optional<StreamHead>& head) {
    if (!head) return delta.base_revision == 0 && delta.base_hash.empty();
    return head->revision == delta.base_revision && head->hash == delta.base_hash;
}

bool same_head(const std::optional<StreamHead>& left, const std::optional<StreamHead>& right) {
    if (!left || !right) return !left && !right;
    return left->revision == right->revision && left->hash == right->hash;
}

} // namespace

Served<StreamEdit> edit_of_delta(const StreamKey& key, const Delta& delta, StreamSeen seen) {
    if (!is_base(delta, seen.head)) return stale(key, seen.head);
    StreamEdit edit{seen.head, delta.del, {}, delta.new_hash, std::move(seen.state)};
    edit.rows.reserve(delta.set.size());
    for (const auto& package : delta.set)
        edit.rows.push_back(row_of(package));
    if (!edit.state.apply(edit.gone, edit.rows)) return wrong_hash();
    if (edit.state.keys().size() > kMostPackages || edit.state.hash() != edit.hash)
        return wrong_hash();
    return edit;
}

Served<StreamEdit> edit_of_snapshot(const Snapshot& snapshot, StreamSeen seen) {
    std::map<PackageKey, PackageRow> wanted;
    for (const auto& package : snapshot.packages) {
        auto row = row_of(package);
        auto name = row.key;
        if (!wanted.emplace(std::move(name), std::move(row)).second)
            return Refusal{422, "twice",
                           "package " + package.id.text + " is in the snapshot twice"};
    }
    StreamEdit edit{seen.head, {}, {}, snapshot.hash, std::move(seen.state)};
    for (const auto& key : edit.state.keys())
        if (!wanted.contains(key)) edit.gone.push_back(key);
    for (auto& [key, row] : wanted)
        if (edit.state.line(key) != row.line) edit.rows.push_back(std::move(row));
    (void)edit.state.apply(edit.gone, edit.rows); // what is gone was there a moment ago
    if (edit.state.keys().size() > kMostPackages || edit.state.hash() != edit.hash)
        return wrong_hash();
    return edit;
}

Served<Nothing> remove_packages(Tables& tables, const Caller& caller, const StreamKey& key,
                                const std::vector<PackageKey>& packages, UnixMillis now) {
    for (const auto& package : packages) {
        const auto version = tables.streams().remove_package(key, package);
        if (!version) return refusal_of(version.error());
        if (!*version) continue;
        const auto kept = tables.history().add(
            caller.account, {key.device, key.installer, package.id, package.arch, **version, now});
        if (!kept) return refusal_of(kept.error());
    }
    return Nothing{};
}

Served<StreamHead> write_edit(Tables& tables, const Caller& caller, const StreamKey& key,
                              const StreamEdit& edit, UnixMillis now) {
    const auto head = tables.streams().head(key);
    if (!head) return refusal_of(head.error());
    if (!same_head(*head, edit.base)) return stale(key, *head);
    if (*head && (*head)->hash == edit.hash) return **head; // nothing is new
    const auto removed = remove_packages(tables, caller, key, edit.gone, now);
    if (const auto* refused = std::get_if<Refusal>(&removed)) return *refused;
    for (const auto& row : edit.rows) {
        const auto put = tables.streams().put_package(key, row);
        if (!put) return refusal_of(put.error());
    }
    const StreamHead next{key.installer, (*head ? (*head)->revision : 0) + 1, edit.hash,
                          edit.state.keys().size(), now};
    const auto put = tables.streams().put_head(key, next);
    if (!put) return refusal_of(put.error());
    const auto noted =
        tables.changes().add(caller.account, {0, "stream", key.device, key.installer});
    if (!noted) return refusal_of(noted.error());
    return next;
}

} // namespace ferry::server
