// Deltas and snapshots.
// SPDX-License-Identifier: Apache-2.0
#include "server/service/stream_service.hpp"

#include "core/base/text.hpp"
#include "core/protocol/canonical.hpp"
#include "core/vault/hash.hpp"

#include <map>
#include <utility>

namespace ferry::server {
namespace {

using protocol::Delta;
using protocol::PackageKey;
using protocol::RemovedPackage;
using protocol::Snapshot;
using protocol::StreamHead;

constexpr std::size_t kMostPackages = 50'000;

PackageRow row_of(const Package& package) {
    return {{package.id.text, package.arch},
            package.version,
            protocol::canonical_line(package),
            protocol::encode_package(package)};
}

std::string state_hash(const std::map<PackageKey, std::string>& lines) {
    std::string state = protocol::kCanonicalHead;
    for (const auto& [key, line] : lines)
        state += line;
    return hex(vault::hash(state));
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

Served<Nothing> device_exists(Tables& tables, const Caller& caller, const std::string& id) {
    const auto device = tables.devices().find(caller.account, id);
    if (!device) return refusal_of(device.error());
    if (!*device) return not_found("device \"" + id + "\"");
    return Nothing{};
}

/// A device reports for itself; only what came from a file is written by others.
Served<Nothing> may_write(Tables& tables, const Caller& caller, const StreamKey& key) {
    const auto device = tables.devices().find(caller.account, key.device);
    if (!device) return refusal_of(device.error());
    if (!*device) return not_found("device \"" + key.device + "\"");
    if (key.device == caller.device || (*device)->imported) return Nothing{};
    return Refusal{403, "not-your-device", "only a device itself reports what is installed on it"};
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

Served<StreamHead> finish(Tables& tables, const Caller& caller, const StreamKey& key,
                          const StreamHead& head) {
    const auto put = tables.streams().put_head(key, head);
    if (!put) return refusal_of(put.error());
    const auto noted =
        tables.changes().add(caller.account, {0, "stream", key.device, key.installer});
    if (!noted) return refusal_of(noted.error());
    return head;
}

Served<StreamHead> apply_delta(Tables& tables, const Caller& caller, const StreamKey& key,
                               const Delta& delta, UnixMillis now) {
    const auto head = tables.streams().head(key);
    if (!head) return refusal_of(head.error());
    if (!is_base(delta, *head)) return stale(key, *head);
    const auto before = tables.streams().packages(key);
    if (!before) return refusal_of(before.error());
    std::map<PackageKey, std::string> lines;
    for (const auto& row : *before)
        lines[row.key] = row.line;
    for (const auto& gone : delta.del) {
        if (lines.erase(gone) == 0) return wrong_hash();
    }
    std::vector<PackageRow> rows;
    for (const auto& package : delta.set) {
        rows.push_back(row_of(package));
        lines[rows.back().key] = rows.back().line;
    }
    if (lines.size() > kMostPackages || state_hash(lines) != delta.new_hash) return wrong_hash();
    const auto removed = remove_packages(tables, caller, key, delta.del, now);
    if (const auto* refused = std::get_if<Refusal>(&removed)) return *refused;
    for (const auto& row : rows) {
        const auto put = tables.streams().put_package(key, row);
        if (!put) return refusal_of(put.error());
    }
    return finish(
        tables, caller, key,
        {key.installer, (*head ? (*head)->revision : 0) + 1, delta.new_hash, lines.size(), now});
}

Served<StreamHead> apply_snapshot(Tables& tables, const Caller& caller, const StreamKey& key,
                                  const Snapshot& snapshot, UnixMillis now) {
    std::map<PackageKey, std::string> lines;
    std::vector<PackageRow> rows;
    for (const auto& package : snapshot.packages) {
        rows.push_back(row_of(package));
        if (!lines.emplace(rows.back().key, rows.back().line).second)
            return Refusal{422, "twice",
                           "package " + package.id.text + " is in the snapshot twice"};
    }
    if (state_hash(lines) != snapshot.hash) return wrong_hash();
    const auto head = tables.streams().head(key);
    if (!head) return refusal_of(head.error());
    if (*head && (*head)->hash == snapshot.hash) return **head; // nothing is new
    const auto before = tables.streams().packages(key);
    if (!before) return refusal_of(before.error());
    std::map<PackageKey, std::string> old_lines;
    std::vector<PackageKey> gone;
    for (const auto& row : *before) {
        old_lines[row.key] = row.line;
        if (!lines.contains(row.key)) gone.push_back(row.key);
    }
    const auto removed = remove_packages(tables, caller, key, gone, now);
    if (const auto* refused = std::get_if<Refusal>(&removed)) return *refused;
    for (const auto& row : rows) {
        const auto old = old_lines.find(row.key);
        if (old != old_lines.end() && old->second == row.line) continue;
        const auto put = tables.streams().put_package(key, row);
        if (!put) return refusal_of(put.error());
    }
    return finish(
        tables, caller, key,
        {key.installer, (*head ? (*head)->revision : 0) + 1, snapshot.hash, lines.size(), now});
}

} // namespace

StreamService::StreamService(Store& store, ChangeSignal& signal, const Clock& clock)
    : store_(store), signal_(signal), clock_(clock) {}

Served<std::vector<StreamHead>> StreamService::heads(const Caller& caller,
                                                     const std::string& device) {
    using List = std::vector<StreamHead>;
    return in_transaction<List>(store_, Access::Read, [&](Tables& tables) -> Served<List> {
        const auto there = device_exists(tables, caller, device);
        if (const auto* refused = std::get_if<Refusal>(&there)) return *refused;
        auto heads = tables.streams().heads(device);
        if (!heads) return refusal_of(heads.error());
        return std::move(*heads);
    });
}

Served<StreamHead> StreamService::head(const Caller& caller, const StreamKey& key) {
    return in_transaction<StreamHead>(
        store_, Access::Read, [&](Tables& tables) -> Served<StreamHead> {
            const auto there = device_exists(tables, caller, key.device);
            if (const auto* refused = std::get_if<Refusal>(&there)) return *refused;
            const auto head = tables.streams().head(key);
            if (!head) return refusal_of(head.error());
            if (!*head) return not_found("stream \"" + key.installer + "\"");
            return **head;
        });
}

Served<std::string> StreamService::snapshot(const Caller& caller, const StreamKey& key) {
    return in_transaction<std::string>(
        store_, Access::Read, [&](Tables& tables) -> Served<std::string> {
            const auto there = device_exists(tables, caller, key.device);
            if (const auto* refused = std::get_if<Refusal>(&there)) return *refused;
            const auto head = tables.streams().head(key);
            if (!head) return refusal_of(head.error());
            if (!*head) return not_found("stream \"" + key.installer + "\"");
            const auto rows = tables.streams().packages(key);
            if (!rows) return refusal_of(rows.error());
            std::string json = R"({"hash":")" + (*head)->hash + R"(","packages":[)";
            for (const auto& row : *rows) {
                if (json.back() == '}') json += ',';
                json += row.body;
            }
            return json + R"(],"revision":)" + std::to_string((*head)->revision) + "}";
        });
}

Served<std::string> StreamService::write_once(const Caller& caller, const StreamKey& key,
                                              const WriteRequest& write, const Change& change) {
    const auto request_hash = vault::hash(key.device + "\n" + key.installer + "\n" + write.body);
    bool changed = false;
    auto answer = in_transaction<std::string>(
        store_, Access::Write, [&](Tables& tables) -> Served<std::string> {
            const auto allowed = may_write(tables, caller, key);
            if (const auto* refused = std::get_if<Refusal>(&allowed)) return *refused;
            if (!write.key.empty()) {
                const auto known = tables.answers().find(caller.account, write.key);
                if (!known) return refusal_of(known.error());
                if (*known && (*known)->request_hash == request_hash) return (*known)->body;
                if (*known)
                    return Refusal{422, "key-reused",
                                   "this Idempotency-Key came with another request before"};
            }
            const auto head = change(tables);
            if (const auto* refused = std::get_if<Refusal>(&head)) return *refused;
            changed = true;
            auto body = protocol::encode(std::get<StreamHead>(head));
            if (write.key.empty()) return body;
            const auto kept =
                tables.answers().add(caller.account, write.key, {request_hash, body}, clock_.now());
            if (!kept) return refusal_of(kept.error());
            return body;
        });
    if (changed) signal_.raise(caller.account);
    return answer;
}

Served<std::string> StreamService::add_delta(const Caller& caller, const StreamKey& key,
                                             const Delta& delta, const WriteRequest& write) {
    return write_once(caller, key, write, [&](Tables& tables) {
        return apply_delta(tables, caller, key, delta, clock_.now());
    });
}

Served<std::string> StreamService::put_snapshot(const Caller& caller, const StreamKey& key,
                                                const Snapshot& snapshot,
                                                const WriteRequest& write) {
    return write_once(caller, key, write, [&](Tables& tables) {
        return apply_snapshot(tables, caller, key, snapshot, clock_.now());
    });
}

Served<Nothing> StreamService::remove(const Caller& caller, const StreamKey& key) {
    auto answer =
        in_transaction<Nothing>(store_, Access::Write, [&](Tables& tables) -> Served<Nothing> {
            const auto allowed = may_write(tables, caller, key);
            if (const auto* refused = std::get_if<Refusal>(&allowed)) return *refused;
            const auto rows = tables.streams().packages(key);
            if (!rows) return refusal_of(rows.error());
            std::vector<PackageKey> all;
            for (const auto& row : *rows)
                all.push_back(row.key);
            const auto removed = remove_packages(tables, caller, key, all, clock_.now());
            if (const auto* refused = std::get_if<Refusal>(&removed)) return *refused;
            const auto gone = tables.streams().remove(key);
            if (!gone) return refusal_of(gone.error());
            const auto noted =
                tables.changes().add(caller.account, {0, "stream", key.device, key.installer});
            if (!noted) return refusal_of(noted.error());
            return Nothing{};
        });
    signal_.raise(caller.account);
    return answer;
}

Served<std::vector<RemovedPackage>>
StreamService::history(const Caller& caller, const std::string& device, std::size_t limit) {
    using List = std::vector<RemovedPackage>;
    return in_transaction<List>(store_, Access::Read, [&](Tables& tables) -> Served<List> {
        if (!device.empty()) {
            const auto there = device_exists(tables, caller, device);
            if (const auto* refused = std::get_if<Refusal>(&there)) return *refused;
        }
        auto rows = tables.history().list(caller.account, device, limit);
        if (!rows) return refusal_of(rows.error());
        return std::move(*rows);
    });
}

Served<std::vector<protocol::Holder>>
StreamService::holders(const Caller& caller, const std::string& installer, const std::string& id) {
    using List = std::vector<protocol::Holder>;
    return in_transaction<List>(store_, Access::Read, [&](Tables& tables) -> Served<List> {
        auto rows = tables.streams().holders(caller.account, installer, id);
        if (!rows) return refusal_of(rows.error());
        return std::move(*rows);
    });
}

} // namespace ferry::server
