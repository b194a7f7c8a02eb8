// The order of things: a row announces bytes, bytes grow on disk, an item names them. Removing goes
// the other way, so that an item's bytes are always there.
// SPDX-License-Identifier: Apache-2.0
#include "server/service/depot_service.hpp"

#include "core/base/text.hpp"
#include "core/vault/hash.hpp"

#include <utility>

namespace ferry::server {
namespace {

using protocol::DepotItem;
using protocol::DepotManifest;
using protocol::UploadRequest;
using protocol::UploadState;

constexpr std::int64_t kTouchAgain = 3'600'000; // milliseconds
constexpr std::size_t kSignatureBytes = 64;

Refusal refused_upload(const std::string& what) {
    return {422, "bad-upload", "the file " + what};
}

/// Of the files: 507 where the disk takes no more.
Refusal refusal_of_disk(const Error& error) {
    if (error.code == Code::Io)
        return {507,
                "no-space",
                "the server could not store this: its disk is full or broken; "
                "what it has so far stays, its log says more",
                "",
                error.message,
                error.code};
    return refusal_of(error);
}

Refusal other_offset(const BlobState& now) {
    Refusal refusal{409, "other-offset",
                    "the server has " + std::to_string(now.size) +
                        " bytes of this file; go on from there"};
    refusal.head = protocol::encode(UploadState{now.size, now.complete});
    return refusal;
}

DepotItem item_of(DepotItemRow row) {
    return {std::move(row.id), std::move(row.manifest), std::move(row.signature), row.received};
}

/// What the server can see: who sends, and that nothing broke on the way.
Served<DepotManifest> checked(const Caller& caller, const DepotItem& item) {
    const auto bad = [](const std::string& what) {
        return Refusal{422, "bad-manifest", "the manifest " + what};
    };
    auto manifest = protocol::decode<DepotManifest>(item.manifest);
    if (!manifest) return Refusal{400, "bad-request", "the manifest: " + manifest.error().message};
    if (item.id != hex(vault::hash(item.manifest)) || item.signature.size() != kSignatureBytes)
        return bad("arrived damaged; send it again");
    if (manifest->account_id != caller.account) return bad("names another account");
    if (manifest->author != caller.device) return bad("names another device as its author");
    return std::move(*manifest);
}

/// So that the other devices ask for the list, and those who wait for news wake.
auto note(Tables& tables, const Caller& caller) {
    return tables.changes().add(caller.account, {0, "depot", caller.device, ""});
}

} // namespace

Served<UploadState> DepotService::begin(const Caller& caller, const UploadRequest& request) {
    if (request.size > protocol::kLargestDepotFile)
        return Refusal{413, "too-large",
                       "a file of the depot has at most " +
                           std::to_string(protocol::kLargestDepotFile >> 30) + " GiB"};
    const BlobKey key{caller.account, request.sha256};
    auto now = blobs_.state(key);
    if (!now) return refusal_of_disk(now.error());
    if (now->complete && now->size != request.size)
        return refused_upload("of this SHA-256 has " + std::to_string(now->size) + " bytes, not " +
                              std::to_string(request.size));
    const auto reserved = in_transaction<Nothing>(
        store_, Access::Write, [&](Tables& tables) { return reserve(tables, caller, request); });
    if (const auto* refused = std::get_if<Refusal>(&reserved)) return *refused;
    now = blobs_.state(key);
    if (!now) return refusal_of_disk(now.error());
    if (now->complete || now->size < request.size) return UploadState{now->size, now->complete};
    if (now->size == request.size) { // the server died between the last piece and the check
        auto done = finished(key, request.size);
        const auto* refused = std::get_if<Refusal>(&done);
        if (refused != nullptr && refused->status == 422) return UploadState{};
        return done;
    }
    if (const auto gone = blobs_.remove(key); !gone) return refusal_of_disk(gone.error());
    return UploadState{}; // another size was announced before
}

Served<Nothing> DepotService::reserve(Tables& tables, const Caller& caller,
                                      const UploadRequest& request) {
    auto& depot = tables.depot();
    const auto before = depot.blob(caller.account, request.sha256);
    if (!before) return refusal_of(before.error());
    const auto use = depot.use(caller.account);
    if (!use) return refusal_of(use.error());
    const auto others = use->blobs - (*before ? (*before)->size : 0);
    if (others + request.size > quota_)
        return Refusal{413, "over-quota",
                       "the depot of this account would take more than " +
                           std::to_string(quota_ >> 20) + " MiB (" + std::to_string(others >> 20) +
                           " MiB are taken); ferry depot remove makes room"};
    const auto put = depot.put_blob({caller.account, request.sha256, request.size, clock_.now()});
    if (!put) return refusal_of(put.error());
    return Nothing{};
}

Served<DepotBlobRow> DepotService::announced(const Caller& caller, const std::string& sha256) {
    return in_transaction<DepotBlobRow>(
        store_, Access::Read, [&](Tables& tables) -> Served<DepotBlobRow> {
            auto row = tables.depot().blob(caller.account, sha256);
            if (!row) return refusal_of(row.error());
            if (!*row)
                return Refusal{404, "not-found",
                               "nobody announced the file " + sha256 +
                                   "; POST /v1/depot/uploads first"};
            return std::move(**row);
        });
}

Served<UploadState> DepotService::append(const Caller& caller, const std::string& sha256,
                                         std::uint64_t offset, const std::string& bytes) {
    if (bytes.empty() || bytes.size() > protocol::kLargestPiece)
        return Refusal{413, "too-large",
                       "a piece has from 1 to " + std::to_string(protocol::kLargestPiece) +
                           " bytes, not " + std::to_string(bytes.size())};
    auto found = announced(caller, sha256);
    if (const auto* refused = std::get_if<Refusal>(&found)) return *refused;
    auto& row = std::get<DepotBlobRow>(found);
    const BlobKey key{caller.account, sha256};
    const auto added = offset > row.size || bytes.size() > row.size - offset
                           ? Result<void>(Error{Code::BadData, "too long"})
                           : blobs_.append(key, offset, bytes);
    if (!added && added.error().code == Code::BadData)
        return refused_upload("was announced with " + std::to_string(row.size) +
                              " bytes; this piece would end behind them");
    if (!added && added.error().code == Code::Conflict) {
        const auto now = blobs_.state(key);
        return now ? other_offset(*now) : refusal_of_disk(now.error());
    }
    if (!added) return refusal_of_disk(added.error());
    if (offset + bytes.size() == row.size) return finished(key, row.size);
    if (clock_.now() - row.touched > kTouchAgain) { // a slow line is no abandoned upload
        row.touched = clock_.now();
        const auto touched =
            store_.write([&](Tables& tables) { return tables.depot().put_blob(row); });
        if (!touched) return refusal_of(touched.error());
    }
    return UploadState{offset + bytes.size(), false};
}

/// All bytes are there.
Served<UploadState> DepotService::finished(const BlobKey& key, std::uint64_t size) {
    const auto done = blobs_.complete(key);
    if (done) return UploadState{size, true};
    if (done.error().code == Code::BadData)
        return refused_upload("arrived damaged and was thrown away: " + done.error().message +
                              "; send it again");
    return refusal_of_disk(done.error());
}

Served<DepotItem> DepotService::add(const Caller& caller, const DepotItem& item) {
    const auto sent = checked(caller, item);
    if (const auto* refused = std::get_if<Refusal>(&sent)) return *refused;
    const auto& manifest = std::get<DepotManifest>(sent);
    const DepotItemRow row{item.id,       manifest.software, manifest.sha256,
                           item.manifest, item.signature,    clock_.now()};
    auto answer = in_transaction<DepotItem>(store_, Access::Write, [&](Tables& tables) {
        return store(tables, caller, manifest, row);
    });
    signal_.raise(caller.account);
    return answer;
}

Served<DepotItem> DepotService::store(Tables& tables, const Caller& caller,
                                      const DepotManifest& manifest, const DepotItemRow& row) {
    auto& depot = tables.depot();
    auto before = depot.item(caller.account, row.id);
    if (!before) return refusal_of(before.error());
    if (*before) return item_of(std::move(**before));
    const auto blob = depot.blob(caller.account, row.sha256);
    if (!blob) return refusal_of(blob.error());
    const auto now = blobs_.state({caller.account, row.sha256});
    if (!now) return refusal_of_disk(now.error());
    if (!*blob || !now->complete || now->size != manifest.size)
        return Refusal{409, "no-file",
                       "the file " + row.sha256 + " of " + std::to_string(manifest.size) +
                           " bytes is not here as a whole; upload it first"};
    const auto use = depot.use(caller.account);
    if (!use) return refusal_of(use.error());
    if (use->manifests + row.manifest.size() > kMostManifests)
        return Refusal{413, "over-quota",
                       "the manifests of this account would take more than " +
                           std::to_string(kMostManifests >> 20) +
                           " MiB; ferry depot remove makes room"};
    const auto added = depot.add_item(caller.account, row);
    if (!added) return refusal_of(added.error());
    if (const auto noted = note(tables, caller); !noted) return refusal_of(noted.error());
    return item_of(row);
}

Served<std::vector<DepotItem>> DepotService::items(const Caller& caller,
                                                   const std::string& software) {
    using Items = std::vector<DepotItem>;
    return in_transaction<Items>(store_, Access::Read, [&](Tables& tables) -> Served<Items> {
        auto rows = tables.depot().items(caller.account, software);
        if (!rows) return refusal_of(rows.error());
        Items items;
        for (auto& row : *rows)
            items.push_back(item_of(std::move(row)));
        return items;
    });
}

Served<DepotItem> DepotService::item(const Caller& caller, const std::string& id) {
    return in_transaction<DepotItem>(store_, Access::Read,
                                     [&](Tables& tables) -> Served<DepotItem> {
                                         auto row = tables.depot().item(caller.account, id);
                                         if (!row) return refusal_of(row.error());
                                         if (!*row)
                                             return not_found("file " + id + " in the depot");
                                         return item_of(std::move(**row));
                                     });
}

Served<std::uint64_t> DepotService::size(const Caller& caller, const std::string& sha256) {
    const auto now = blobs_.state({caller.account, sha256});
    if (!now) return refusal_of_disk(now.error());
    if (!now->complete) return not_found("file " + sha256 + " in the depot");
    return now->size;
}

Served<std::string> DepotService::read(const Caller& caller, const std::string& sha256,
                                       std::uint64_t offset, std::size_t count) {
    auto bytes = blobs_.read({caller.account, sha256}, offset, count);
    if (bytes) return std::move(*bytes);
    if (bytes.error().code == Code::NotFound) return not_found("file " + sha256 + " in the depot");
    return refusal_of_disk(bytes.error());
}

Served<Nothing> DepotService::remove(const Caller& caller, const std::string& id) {
    std::string sha256;
    auto answer =
        in_transaction<Nothing>(store_, Access::Write, [&](Tables& tables) -> Served<Nothing> {
            auto& depot = tables.depot();
            const auto row = depot.item(caller.account, id);
            if (!row) return refusal_of(row.error());
            if (!*row) return not_found("file " + id + " in the depot");
            sha256 = (*row)->sha256;
            if (const auto gone = depot.remove_item(caller.account, id); !gone)
                return refusal_of(gone.error());
            const auto gone = depot.remove_blob(caller.account, sha256);
            const bool is_shared = !gone && gone.error().code == Code::Conflict;
            if (!gone && !is_shared) return refusal_of(gone.error());
            if (const auto noted = note(tables, caller); !noted) return refusal_of(noted.error());
            return Nothing{};
        });
    signal_.raise(caller.account);
    // What cannot be removed now, the next sweep removes.
    if (std::holds_alternative<Nothing>(answer)) (void)drop_if_unknown({caller.account, sha256});
    return answer;
}

/// Within a write, so that nobody announces the file meanwhile.
Result<void> DepotService::drop_if_unknown(const BlobKey& key) {
    return store_.write([&](Tables& tables) -> Result<void> {
        const auto row = tables.depot().blob(key.account, key.sha256);
        if (!row) return row.error();
        if (*row) return {};
        return blobs_.remove(key);
    });
}

Result<void> DepotService::sweep(const std::string& account) {
    const auto keys = blobs_.list();
    if (!keys) return keys.error();
    for (const auto& key : *keys) {
        if (!account.empty() && key.account != account) continue;
        bool known = false; // asked without holding up writers: most are
        const auto read = store_.read([&](Tables& tables) -> Result<void> {
            const auto row = tables.depot().blob(key.account, key.sha256);
            if (!row) return row.error();
            known = row->has_value();
            return {};
        });
        if (!read) return read.error();
        if (known) continue;
        if (const auto dropped = drop_if_unknown(key); !dropped) return dropped.error();
    }
    return {};
}

Result<void> DepotService::keep_house() {
    const auto now = clock_.now();
    const auto forgotten = store_.write([&](Tables& tables) -> Result<void> {
        const auto rows = tables.depot().unused_blobs(now - kKeepUnnamed);
        if (!rows) return rows.error();
        for (const auto& row : *rows) {
            const auto state = blobs_.state({row.account, row.sha256});
            if (!state) return state.error();
            if (!state->complete && row.touched >= now - kKeepUnfinished) continue;
            const auto gone = tables.depot().remove_blob(row.account, row.sha256);
            if (!gone) return gone.error();
        }
        return {};
    });
    if (!forgotten) return forgotten.error();
    return sweep("");
}

} // namespace ferry::server
