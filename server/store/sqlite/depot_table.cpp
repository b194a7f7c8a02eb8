// Installer files: what is said of them, and whose bytes they are.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/sqlite/rows.hpp"
#include "server/store/sqlite/sqlite_tables.hpp"

namespace ferry::server {
namespace {

using sqlite::Statement;

constexpr const char* kItems =
    "SELECT id, software, sha256, manifest, signature, received FROM depot_item"
    " WHERE account = ?1 AND (?2 = '' OR software = ?2) ORDER BY received DESC, id";
constexpr const char* kItem =
    "SELECT id, software, sha256, manifest, signature, received FROM depot_item"
    " WHERE account = ? AND id = ?";
constexpr const char* kAddItem =
    "INSERT INTO depot_item (account, id, software, sha256, manifest, signature, received)"
    " VALUES (?,?,?,?,?,?,?)";
constexpr const char* kRemoveItem = "DELETE FROM depot_item WHERE account = ? AND id = ?";
constexpr const char* kBlob = "SELECT account, sha256, size, touched FROM depot_blob"
                              " WHERE account = ? AND sha256 = ?";
constexpr const char* kPutBlob =
    "INSERT INTO depot_blob (account, sha256, size, touched) VALUES (?,?,?,?)"
    " ON CONFLICT DO UPDATE SET size = excluded.size, touched = excluded.touched";
constexpr const char* kRemoveBlob = "DELETE FROM depot_blob WHERE account = ? AND sha256 = ?";
constexpr const char* kUnusedBlobs =
    "SELECT account, sha256, size, touched FROM depot_blob AS blob WHERE touched < ?"
    " AND NOT EXISTS (SELECT 1 FROM depot_item"
    " WHERE account = blob.account AND sha256 = blob.sha256)";
constexpr const char* kUsedBlobs =
    "SELECT account, sha256, size, touched FROM depot_blob AS blob"
    " WHERE EXISTS (SELECT 1 FROM depot_item"
    " WHERE account = blob.account AND sha256 = blob.sha256) ORDER BY account, sha256";
constexpr const char* kUse =
    "SELECT (SELECT coalesce(sum(size), 0) FROM depot_blob WHERE account = ?1),"
    " (SELECT coalesce(sum(length(manifest)), 0) FROM depot_item WHERE account = ?1)";

DepotItemRow item_of(const Statement& row) {
    return {row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.integer(5)};
}

DepotBlobRow blob_of(const Statement& row) {
    return {row.text(0), row.text(1), static_cast<std::uint64_t>(row.integer(2)), row.integer(3)};
}

} // namespace

Result<std::vector<DepotItemRow>> SqliteDepot::items(const std::string& account,
                                                     const std::string& software) {
    const auto query = statements_.get(kItems);
    if (!query) return query.error();
    return all_rows<DepotItemRow>((*query)->bind(1, account).bind(2, software), item_of);
}

Result<std::optional<DepotItemRow>> SqliteDepot::item(const std::string& account,
                                                      const std::string& id) {
    const auto query = statements_.get(kItem);
    if (!query) return query.error();
    return first_row<DepotItemRow>((*query)->bind(1, account).bind(2, id), item_of);
}

Result<void> SqliteDepot::add_item(const std::string& account, const DepotItemRow& row) {
    const auto insert = statements_.get(kAddItem);
    if (!insert) return insert.error();
    return (*insert)
        ->bind(1, account)
        .bind(2, row.id)
        .bind(3, row.software)
        .bind(4, row.sha256)
        .bind_blob(5, row.manifest)
        .bind_blob(6, row.signature)
        .bind(7, row.received)
        .run();
}

Result<void> SqliteDepot::remove_item(const std::string& account, const std::string& id) {
    const auto remove = statements_.get(kRemoveItem);
    if (!remove) return remove.error();
    return (*remove)->bind(1, account).bind(2, id).run();
}

Result<std::optional<DepotBlobRow>> SqliteDepot::blob(const std::string& account,
                                                      const std::string& sha256) {
    const auto query = statements_.get(kBlob);
    if (!query) return query.error();
    return first_row<DepotBlobRow>((*query)->bind(1, account).bind(2, sha256), blob_of);
}

Result<void> SqliteDepot::put_blob(const DepotBlobRow& row) {
    const auto insert = statements_.get(kPutBlob);
    if (!insert) return insert.error();
    return (*insert)
        ->bind(1, row.account)
        .bind(2, row.sha256)
        .bind(3, static_cast<std::int64_t>(row.size))
        .bind(4, row.touched)
        .run();
}

Result<void> SqliteDepot::remove_blob(const std::string& account, const std::string& sha256) {
    const auto remove = statements_.get(kRemoveBlob);
    if (!remove) return remove.error();
    return (*remove)->bind(1, account).bind(2, sha256).run();
}

Result<std::vector<DepotBlobRow>> SqliteDepot::unused_blobs(std::int64_t time) {
    const auto query = statements_.get(kUnusedBlobs);
    if (!query) return query.error();
    return all_rows<DepotBlobRow>((*query)->bind(1, time), blob_of);
}

Result<std::vector<DepotBlobRow>> SqliteDepot::used_blobs() {
    const auto query = statements_.get(kUsedBlobs);
    if (!query) return query.error();
    return all_rows<DepotBlobRow>(**query, blob_of);
}

Result<DepotUse> SqliteDepot::use(const std::string& account) {
    const auto query = statements_.get(kUse);
    if (!query) return query.error();
    const auto use = first_row<DepotUse>((*query)->bind(1, account), [](const Statement& row) {
        return DepotUse{static_cast<std::uint64_t>(row.integer(0)),
                        static_cast<std::uint64_t>(row.integer(1))};
    });
    if (!use) return use.error();
    return use->value_or(DepotUse{});
}

} // namespace ferry::server
