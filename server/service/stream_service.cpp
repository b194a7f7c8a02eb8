// Deltas and snapshots.
// SPDX-License-Identifier: Apache-2.0
#include "server/service/stream_service.hpp"

#include "core/vault/hash.hpp"

#include <utility>

namespace ferry::server {
namespace {

using protocol::Delta;
using protocol::PackageKey;
using protocol::RemovedPackage;
using protocol::Snapshot;
using protocol::StreamHead;

constexpr std::size_t kCachedBytes = 64u << 20;
constexpr int kMostTries = 8;
constexpr UnixMillis kDay = 86'400'000;
constexpr UnixMillis kHistoryLife = 365 * kDay;
constexpr UnixMillis kAnswerLife = 7 * kDay;

/// As protocol::encode writes a snapshot.
std::string snapshot_json(const StreamHead& head, const std::vector<PackageRow>& rows) {
    std::string json = R"({"hash":")" + head.hash + R"(","packages":[)";
    for (const auto& row : rows) {
        if (json.back() == '}') json += ',';
        json += row.body;
    }
    return json + R"(],"revision":)" + std::to_string(head.revision) + "}";
}

Served<Nothing> device_exists(Tables& tables, const Caller& caller, const std::string& id) {
    const auto device = tables.devices().find(caller.account, id);
    if (!device) return refusal_of(device.error());
    if (!*device) return not_found("device \"" + id + "\"");
    return Nothing{};
}

enum class Purpose { Report, Remove };

/// A device reports for itself; only what came from a file is written by others. What a revoked
/// device left may be removed, but not be added to.
Served<Nothing> may_write(Tables& tables, const Caller& caller, const StreamKey& key,
                          Purpose purpose) {
    const auto device = tables.devices().find(caller.account, key.device);
    if (!device) return refusal_of(device.error());
    if (!*device) return not_found("device \"" + key.device + "\"");
    const bool revoked = (*device)->revoked != 0;
    if (revoked && purpose == Purpose::Remove) return Nothing{};
    if (revoked)
        return Refusal{403, "device-revoked", "the device is revoked and reports nothing more"};
    if (key.device == caller.device || (*device)->imported) return Nothing{};
    return Refusal{403, "not-your-device", "only a device itself reports what is installed on it"};
}

/// The answer that this very request got before, if any; another request's key is refused.
Served<std::optional<std::string>> earlier_answer(Tables& tables, const Caller& caller,
                                                  const WriteRequest& write,
                                                  const std::string& request_hash) {
    if (write.key.empty()) return std::optional<std::string>();
    const auto known = tables.answers().find(caller.account, write.key);
    if (!known) return refusal_of(known.error());
    if (!*known) return std::optional<std::string>();
    if ((*known)->request_hash == request_hash) return std::optional((*known)->body);
    return Refusal{422, "key-reused", "this Idempotency-Key came with another request before"};
}

std::string request_hash(const StreamKey& key, const WriteRequest& write) {
    return vault::hash(key.device + "\n" + key.installer + "\n" + write.body);
}

bool moved_meanwhile(const Served<std::string>& answer) {
    const auto* refused = std::get_if<Refusal>(&answer);
    return refused != nullptr && !refused->head.empty();
}

} // namespace

StreamService::StreamService(Store& store, ChangeSignal& signal, const Clock& clock)
    : store_(store), signal_(signal), clock_(clock), states_(kCachedBytes) {}

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

Served<std::optional<StoredSnapshot>>
StreamService::snapshot(const Caller& caller, const StreamKey& key, const std::string& known_hash) {
    using Answer = std::optional<StoredSnapshot>;
    return in_transaction<Answer>(store_, Access::Read, [&](Tables& tables) -> Served<Answer> {
        const auto there = device_exists(tables, caller, key.device);
        if (const auto* refused = std::get_if<Refusal>(&there)) return *refused;
        const auto head = tables.streams().head(key);
        if (!head) return refusal_of(head.error());
        if (!*head) return not_found("stream \"" + key.installer + "\"");
        if ((*head)->hash == known_hash) return Answer{};
        const auto rows = tables.streams().packages(key);
        if (!rows) return refusal_of(rows.error());
        return Answer{StoredSnapshot{(*head)->hash, snapshot_json(**head, *rows)}};
    });
}

/// What is there now, from memory where the last writer left it there.
Served<StreamSeen> StreamService::see(Tables& tables, const StreamKey& key) {
    StreamSeen seen;
    auto head = tables.streams().head(key);
    if (!head) return refusal_of(head.error());
    seen.head = std::move(*head);
    if (!seen.head) return seen;
    if (auto known = states_.take(key, seen.head->hash)) {
        seen.state = std::move(known->state);
        return seen;
    }
    const auto rows = tables.streams().packages(key);
    if (!rows) return refusal_of(rows.error());
    for (const auto& row : *rows)
        seen.state.append(row.key, row.line);
    return seen;
}

Served<StreamService::Look> StreamService::look(const Caller& caller, const StreamKey& key,
                                                const WriteRequest& write) {
    return in_transaction<Look>(store_, Access::Read, [&](Tables& tables) -> Served<Look> {
        const auto allowed = may_write(tables, caller, key, Purpose::Report);
        if (const auto* refused = std::get_if<Refusal>(&allowed)) return *refused;
        auto known = earlier_answer(tables, caller, write, request_hash(key, write));
        if (const auto* refused = std::get_if<Refusal>(&known)) return *refused;
        Look found{std::move(std::get<std::optional<std::string>>(known)), {}};
        if (found.earlier) return found;
        auto seen = see(tables, key);
        if (const auto* refused = std::get_if<Refusal>(&seen)) return *refused;
        found.seen = std::move(std::get<StreamSeen>(seen));
        return found;
    });
}

Served<std::string> StreamService::write_once(const Caller& caller, const StreamKey& key,
                                              const WriteRequest& write, StreamEdit edit) {
    const auto request = request_hash(key, write);
    std::optional<StreamHead> written;
    auto answer = in_transaction<std::string>(
        store_, Access::Write, [&](Tables& tables) -> Served<std::string> {
            // Asked again: since the first look a device may have been revoked, and the same
            // request may have come in on another connection.
            const auto allowed = may_write(tables, caller, key, Purpose::Report);
            if (const auto* refused = std::get_if<Refusal>(&allowed)) return *refused;
            const auto known = earlier_answer(tables, caller, write, request);
            if (const auto* refused = std::get_if<Refusal>(&known)) return *refused;
            if (const auto& earlier = std::get<std::optional<std::string>>(known)) return *earlier;
            const auto head = write_edit(tables, caller, key, edit, clock_.now());
            if (const auto* refused = std::get_if<Refusal>(&head)) return *refused;
            written = std::get<StreamHead>(head);
            auto body = protocol::encode(*written);
            if (write.key.empty()) return body;
            const auto kept =
                tables.answers().add(caller.account, write.key, {request, body}, clock_.now());
            if (!kept) return refusal_of(kept.error());
            return body;
        });
    if (written && std::holds_alternative<std::string>(answer)) {
        states_.put(key, {written, std::move(edit.state)});
        signal_.raise(caller.account);
    }
    return answer;
}

Served<std::string> StreamService::add_delta(const Caller& caller, const StreamKey& key,
                                             const Delta& delta, const WriteRequest& write) {
    // The usual case: a device goes on from its own last write, which is still in memory. The
    // writer looks at the rest.
    auto own = key.device == caller.device && !delta.base_hash.empty()
                   ? states_.take(key, delta.base_hash)
                   : std::nullopt;
    if (!own) {
        auto found = look(caller, key, write);
        if (const auto* refused = std::get_if<Refusal>(&found)) return *refused;
        auto& looked = std::get<Look>(found);
        if (looked.earlier) return *looked.earlier;
        own = std::move(looked.seen);
    }
    auto edit = edit_of_delta(key, delta, std::move(*own));
    if (const auto* refused = std::get_if<Refusal>(&edit)) return *refused;
    return write_once(caller, key, write, std::move(std::get<StreamEdit>(edit)));
}

Served<std::string> StreamService::put_snapshot(const Caller& caller, const StreamKey& key,
                                                const Snapshot& snapshot,
                                                const WriteRequest& write) {
    const auto put = [&]() -> Served<std::string> {
        auto found = look(caller, key, write);
        if (const auto* refused = std::get_if<Refusal>(&found)) return *refused;
        auto& looked = std::get<Look>(found);
        if (looked.earlier) return *looked.earlier;
        auto edit = edit_of_snapshot(snapshot, std::move(looked.seen));
        if (const auto* refused = std::get_if<Refusal>(&edit)) return *refused;
        return write_once(caller, key, write, std::move(std::get<StreamEdit>(edit)));
    };
    auto answer = put();
    // A snapshot has no base: what another wrote in between is replaced like everything else.
    for (int again = 0; again < kMostTries && moved_meanwhile(answer); ++again)
        answer = put();
    return answer;
}

Served<Nothing> StreamService::remove(const Caller& caller, const StreamKey& key) {
    auto answer =
        in_transaction<Nothing>(store_, Access::Write, [&](Tables& tables) -> Served<Nothing> {
            const auto allowed = may_write(tables, caller, key, Purpose::Remove);
            if (const auto* refused = std::get_if<Refusal>(&allowed)) return *refused;
            const auto head = tables.streams().head(key);
            if (!head) return refusal_of(head.error());
            if (!*head) return not_found("stream \"" + key.installer + "\"");
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

Result<void> StreamService::forget_old() {
    const auto now = clock_.now();
    return store_.write([&](Tables& tables) -> Result<void> {
        const auto history = tables.history().forget_before(now - kHistoryLife);
        if (!history) return history.error();
        return tables.answers().forget_before(now - kAnswerLife);
    });
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
