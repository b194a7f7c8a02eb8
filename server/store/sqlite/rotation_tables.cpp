// New account keys.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/sqlite/rows.hpp"
#include "server/store/sqlite/sqlite_tables.hpp"

#include <utility>

namespace ferry::server {
namespace {

using sqlite::Statement;

constexpr const char* kRotations =
    "SELECT header, link, signature, certificate, key_version FROM rotation WHERE account = ?"
    " ORDER BY key_version";
constexpr const char* kSealed =
    "SELECT device, sealed FROM sealed_key WHERE account = ? AND key_version = ? AND device = ?";
constexpr const char* kAddRotation =
    "INSERT INTO rotation (account, key_version, header, link, signature, certificate)"
    " VALUES (?,?,?,?,?,?)";
constexpr const char* kAddSealed =
    "INSERT INTO sealed_key (account, key_version, device, sealed) VALUES (?,?,?,?)";

struct Row {
    protocol::Rotation rotation;
    std::int64_t key_version;
};

Row row_of(const Statement& row) {
    return {{row.text(0), row.text(1), row.text(2), row.text(3), {}}, row.integer(4)};
}

protocol::SealedKey sealed_of(const Statement& row) {
    return {row.text(0), row.text(1)};
}

} // namespace

Result<std::vector<protocol::Rotation>> SqliteRotations::list(const std::string& account,
                                                              const std::string& device) {
    const auto query = statements_.get(kRotations);
    if (!query) return query.error();
    auto rows = all_rows<Row>((*query)->bind(1, account), row_of);
    if (!rows) return rows.error();
    std::vector<protocol::Rotation> rotations;
    for (auto& row : *rows) {
        const auto sealed = statements_.get(kSealed);
        if (!sealed) return sealed.error();
        auto keys = all_rows<protocol::SealedKey>(
            (*sealed)->bind(1, account).bind(2, row.key_version).bind(3, device), sealed_of);
        if (!keys) return keys.error();
        row.rotation.sealed = std::move(*keys);
        rotations.push_back(std::move(row.rotation));
    }
    return rotations;
}

Result<void> SqliteRotations::add(const std::string& account, std::uint32_t key_version,
                                  const protocol::Rotation& rotation) {
    const auto insert = statements_.get(kAddRotation);
    if (!insert) return insert.error();
    const auto added = (*insert)
                           ->bind(1, account)
                           .bind(2, std::int64_t{key_version})
                           .bind_blob(3, rotation.header)
                           .bind_blob(4, rotation.link)
                           .bind_blob(5, rotation.signature)
                           .bind_blob(6, rotation.certificate)
                           .run();
    if (!added) return added.error();
    for (const auto& key : rotation.sealed) {
        const auto insert_sealed = statements_.get(kAddSealed);
        if (!insert_sealed) return insert_sealed.error();
        const auto done = (*insert_sealed)
                              ->bind(1, account)
                              .bind(2, std::int64_t{key_version})
                              .bind(3, key.device_id)
                              .bind_blob(4, key.sealed)
                              .run();
        if (!done) return done.error();
    }
    return {};
}

} // namespace ferry::server
