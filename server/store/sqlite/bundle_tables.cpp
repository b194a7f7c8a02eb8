// Device keys and settings bundles.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/sqlite/rows.hpp"
#include "server/store/sqlite/sqlite_tables.hpp"

namespace ferry::server {
namespace {

using sqlite::Statement;

constexpr const char* kKeys = "SELECT device, sign_public, box_public, certificate, key_version"
                              " FROM device_key WHERE account = ? ORDER BY device, sign_public";
constexpr const char* kPutKeys =
    "INSERT OR REPLACE INTO device_key (device, account, sign_public, box_public, certificate,"
    " key_version) VALUES (?,?,?,?,?,?)";
constexpr const char* kHeads =
    "SELECT outside.bundle, outside.hash,"
    " (SELECT count(*) FROM bundle_revision WHERE account = outside.account"
    "   AND bundle = outside.bundle), outside.received"
    " FROM bundle_revision AS outside WHERE outside.account = ? AND outside.hash ="
    " (SELECT hash FROM bundle_revision WHERE account = outside.account AND bundle = outside.bundle"
    "   ORDER BY time DESC, hash DESC LIMIT 1) ORDER BY outside.bundle";
constexpr const char* kRevisions =
    "SELECT hash, time, received, header, signature, size FROM bundle_revision"
    " WHERE account = ? AND bundle = ? ORDER BY time DESC, hash DESC";
constexpr const char* kRevision =
    "SELECT hash, time, received, header, signature, size FROM bundle_revision"
    " WHERE account = ? AND bundle = ? AND hash = ?";
constexpr const char* kBody =
    "SELECT body FROM bundle_body WHERE account = ? AND bundle = ? AND hash = ?";
constexpr const char* kAddRevision =
    "INSERT INTO bundle_revision (account, bundle, hash, time, received, header, signature, size)"
    " VALUES (?,?,?,?,?,?,?,?)";
constexpr const char* kAddBody =
    "INSERT INTO bundle_body (account, bundle, hash, body) VALUES (?,?,?,?)";
constexpr const char* kRemove =
    "DELETE FROM bundle_revision WHERE account = ? AND bundle = ? AND hash = ?";
constexpr const char* kBytes =
    "SELECT coalesce(sum(size), 0) FROM bundle_revision WHERE account = ?";

protocol::DeviceKeys keys_of(const Statement& row) {
    return {row.text(0), row.text(1), row.text(2), row.text(3),
            static_cast<std::uint32_t>(row.integer(4))};
}

BundleRow revision_of(const Statement& row) {
    return {row.text(0), row.integer(1), row.integer(2),
            row.text(3), row.text(4),    static_cast<std::uint64_t>(row.integer(5))};
}

} // namespace

Result<std::vector<protocol::DeviceKeys>> SqliteDeviceKeys::list(const std::string& account) {
    const auto query = statements_.get(kKeys);
    if (!query) return query.error();
    return all_rows<protocol::DeviceKeys>((*query)->bind(1, account), keys_of);
}

Result<void> SqliteDeviceKeys::put(const std::string& account, const protocol::DeviceKeys& keys) {
    const auto insert = statements_.get(kPutKeys);
    if (!insert) return insert.error();
    return (*insert)
        ->bind(1, keys.device_id)
        .bind(2, account)
        .bind_blob(3, keys.sign_public)
        .bind_blob(4, keys.box_public)
        .bind_blob(5, keys.certificate)
        .bind(6, std::int64_t{keys.key_version})
        .run();
}

Result<std::vector<protocol::BundleHead>> SqliteBundles::heads(const std::string& account) {
    const auto query = statements_.get(kHeads);
    if (!query) return query.error();
    return all_rows<protocol::BundleHead>((*query)->bind(1, account), [](const Statement& row) {
        return protocol::BundleHead{row.text(0), row.text(1),
                                    static_cast<std::uint64_t>(row.integer(2)), row.integer(3)};
    });
}

Result<std::vector<BundleRow>> SqliteBundles::revisions(const BundleKey& key) {
    const auto query = statements_.get(kRevisions);
    if (!query) return query.error();
    return all_rows<BundleRow>((*query)->bind(1, key.account).bind(2, key.bundle), revision_of);
}

Result<std::optional<BundleRow>> SqliteBundles::find(const BundleKey& key,
                                                     const std::string& hash) {
    const auto query = statements_.get(kRevision);
    if (!query) return query.error();
    return first_row<BundleRow>((*query)->bind(1, key.account).bind(2, key.bundle).bind(3, hash),
                                revision_of);
}

Result<std::optional<std::string>> SqliteBundles::body(const BundleKey& key,
                                                       const std::string& hash) {
    const auto query = statements_.get(kBody);
    if (!query) return query.error();
    return first_row<std::string>((*query)->bind(1, key.account).bind(2, key.bundle).bind(3, hash),
                                  [](const Statement& row) { return row.text(0); });
}

Result<void> SqliteBundles::add(const BundleKey& key, const BundleRow& row,
                                const std::string& body) {
    const auto insert = statements_.get(kAddRevision);
    if (!insert) return insert.error();
    const auto added = (*insert)
                           ->bind(1, key.account)
                           .bind(2, key.bundle)
                           .bind(3, row.hash)
                           .bind(4, row.time)
                           .bind(5, row.received)
                           .bind_blob(6, row.header)
                           .bind_blob(7, row.signature)
                           .bind(8, static_cast<std::int64_t>(row.size))
                           .run();
    if (!added) return added.error();
    const auto insert_body = statements_.get(kAddBody);
    if (!insert_body) return insert_body.error();
    return (*insert_body)
        ->bind(1, key.account)
        .bind(2, key.bundle)
        .bind(3, row.hash)
        .bind_blob(4, body)
        .run();
}

Result<void> SqliteBundles::remove(const BundleKey& key, const std::string& hash) {
    const auto remove = statements_.get(kRemove);
    if (!remove) return remove.error();
    return (*remove)->bind(1, key.account).bind(2, key.bundle).bind(3, hash).run();
}

Result<std::uint64_t> SqliteBundles::bytes(const std::string& account) {
    const auto query = statements_.get(kBytes);
    if (!query) return query.error();
    const auto sum = first_row<std::int64_t>((*query)->bind(1, account),
                                             [](const Statement& row) { return row.integer(0); });
    if (!sum) return sum.error();
    return static_cast<std::uint64_t>(sum->value_or(0));
}

} // namespace ferry::server
