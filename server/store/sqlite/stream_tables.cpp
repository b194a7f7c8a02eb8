// Streams, history, changes, remembered answers.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/sqlite/rows.hpp"
#include "server/store/sqlite/sqlite_tables.hpp"

namespace ferry::server {
namespace {

using protocol::Change;
using protocol::Holder;
using protocol::RemovedPackage;
using protocol::StreamHead;
using sqlite::Statement;

constexpr const char* kHead = "SELECT installer, revision, hash, packages, updated FROM stream "
                              "WHERE device = ? AND installer = ?";
constexpr const char* kHeads = "SELECT installer, revision, hash, packages, updated FROM stream "
                               "WHERE device = ? ORDER BY installer";
constexpr const char* kPackages = "SELECT id, arch, version, line, body FROM package WHERE device "
                                  "= ? AND installer = ? ORDER BY id, arch";
constexpr const char* kPutHead =
    "INSERT INTO stream (device, installer, revision, hash, packages, updated) VALUES (?,?,?,?,?,?)"
    " ON CONFLICT (device, installer) DO UPDATE SET revision = excluded.revision, hash = "
    "excluded.hash,"
    " packages = excluded.packages, updated = excluded.updated";
constexpr const char* kPutPackage =
    "INSERT INTO package (device, installer, id, arch, version, line, body) VALUES (?,?,?,?,?,?,?)"
    " ON CONFLICT (device, installer, id, arch) DO UPDATE SET version = excluded.version,"
    " line = excluded.line, body = excluded.body";
constexpr const char* kRemovePackage = "DELETE FROM package WHERE device = ? AND installer = ? AND "
                                       "id = ? AND arch = ? RETURNING version";
constexpr const char* kRemovePackages = "DELETE FROM package WHERE device = ? AND installer = ?";
constexpr const char* kRemoveStream = "DELETE FROM stream WHERE device = ? AND installer = ?";
constexpr const char* kHolders = "SELECT d.id, d.name, p.installer, p.id, p.version FROM package p "
                                 "JOIN device d ON d.id = p.device"
                                 " WHERE p.installer = ? AND p.id = ? AND d.account = ? AND "
                                 "d.revoked = 0 ORDER BY d.name, p.arch";
constexpr const char* kAddRemoved = "INSERT INTO removed (account, device, installer, id, arch, "
                                    "version, at) VALUES (?,?,?,?,?,?,?)";
constexpr const char* kRemoved =
    "SELECT device, installer, id, arch, version, at FROM removed"
    " WHERE account = ?1 AND (?2 = '' OR device = ?2) ORDER BY at DESC, rowid DESC LIMIT ?3";
constexpr const char* kForgetRemoved = "DELETE FROM removed WHERE at < ?";
constexpr const char* kNextSequence =
    "UPDATE account SET sequence = sequence + 1 WHERE id = ? RETURNING sequence";
constexpr const char* kLastSequence = "SELECT sequence FROM account WHERE id = ?";
constexpr const char* kAddChange =
    "INSERT INTO change (account, sequence, kind, device, installer) VALUES (?,?,?,?,?)";
constexpr const char* kChanges =
    "SELECT sequence, kind, device, installer FROM change WHERE account = ? AND sequence > ?"
    " ORDER BY sequence LIMIT ?";
constexpr const char* kAnswer =
    "SELECT request_hash, body FROM answer WHERE account = ? AND key = ?";
constexpr const char* kAddAnswer =
    "INSERT INTO answer (account, key, request_hash, body, created) VALUES (?,?,?,?,?)";
constexpr const char* kForgetAnswers = "DELETE FROM answer WHERE created < ?";

StreamHead head_of(const Statement& row) {
    return {row.text(0), static_cast<std::uint64_t>(row.integer(1)), row.text(2),
            static_cast<std::uint64_t>(row.integer(3)), row.integer(4)};
}

PackageRow package_of(const Statement& row) {
    return {{row.text(0), row.text(1)}, row.text(2), row.text(3), row.text(4)};
}

} // namespace

Result<std::optional<StreamHead>> SqliteStreams::head(const StreamKey& key) {
    const auto query = statements_.get(kHead);
    if (!query) return query.error();
    return first_row<StreamHead>((*query)->bind(1, key.device).bind(2, key.installer), head_of);
}

Result<std::vector<StreamHead>> SqliteStreams::heads(const std::string& device) {
    const auto query = statements_.get(kHeads);
    if (!query) return query.error();
    return all_rows<StreamHead>((*query)->bind(1, device), head_of);
}

Result<std::vector<PackageRow>> SqliteStreams::packages(const StreamKey& key) {
    const auto query = statements_.get(kPackages);
    if (!query) return query.error();
    return all_rows<PackageRow>((*query)->bind(1, key.device).bind(2, key.installer), package_of);
}

Result<void> SqliteStreams::put_head(const StreamKey& key, const StreamHead& head) {
    const auto put = statements_.get(kPutHead);
    if (!put) return put.error();
    return (*put)
        ->bind(1, key.device)
        .bind(2, key.installer)
        .bind(3, static_cast<std::int64_t>(head.revision))
        .bind(4, head.hash)
        .bind(5, static_cast<std::int64_t>(head.packages))
        .bind(6, head.updated)
        .run();
}

Result<void> SqliteStreams::put_package(const StreamKey& key, const PackageRow& row) {
    const auto put = statements_.get(kPutPackage);
    if (!put) return put.error();
    return (*put)
        ->bind(1, key.device)
        .bind(2, key.installer)
        .bind(3, row.key.id)
        .bind(4, row.key.arch)
        .bind(5, row.version)
        .bind(6, row.line)
        .bind(7, row.body)
        .run();
}

Result<std::optional<std::string>>
SqliteStreams::remove_package(const StreamKey& key, const protocol::PackageKey& package) {
    const auto remove = statements_.get(kRemovePackage);
    if (!remove) return remove.error();
    auto& bound = (*remove)
                      ->bind(1, key.device)
                      .bind(2, key.installer)
                      .bind(3, package.id)
                      .bind(4, package.arch);
    return first_row<std::string>(bound, [](const Statement& row) { return row.text(0); });
}

Result<void> SqliteStreams::remove(const StreamKey& key) {
    for (const auto* sql : {kRemovePackages, kRemoveStream}) {
        const auto remove = statements_.get(sql);
        if (!remove) return remove.error();
        const auto done = (*remove)->bind(1, key.device).bind(2, key.installer).run();
        if (!done) return done.error();
    }
    return {};
}

Result<std::vector<Holder>> SqliteStreams::holders(const std::string& account,
                                                   const std::string& installer,
                                                   const std::string& id) {
    const auto query = statements_.get(kHolders);
    if (!query) return query.error();
    return all_rows<Holder>(
        (*query)->bind(1, installer).bind(2, id).bind(3, account), [](const Statement& row) {
            return Holder{row.text(0), row.text(1), row.text(2), row.text(3), row.text(4)};
        });
}

Result<void> SqliteHistory::add(const std::string& account, const RemovedPackage& row) {
    const auto insert = statements_.get(kAddRemoved);
    if (!insert) return insert.error();
    return (*insert)
        ->bind(1, account)
        .bind(2, row.device_id)
        .bind(3, row.installer)
        .bind(4, row.id)
        .bind(5, row.arch)
        .bind(6, row.version)
        .bind(7, row.removed)
        .run();
}

Result<std::vector<RemovedPackage>>
SqliteHistory::list(const std::string& account, const std::string& device, std::size_t limit) {
    const auto query = statements_.get(kRemoved);
    if (!query) return query.error();
    auto& bound =
        (*query)->bind(1, account).bind(2, device).bind(3, static_cast<std::int64_t>(limit));
    return all_rows<RemovedPackage>(bound, [](const Statement& row) {
        return RemovedPackage{row.text(0), row.text(1), row.text(2),
                              row.text(3), row.text(4), row.integer(5)};
    });
}

Result<void> SqliteHistory::forget_before(std::int64_t time) {
    const auto remove = statements_.get(kForgetRemoved);
    if (!remove) return remove.error();
    return (*remove)->bind(1, time).run();
}

Result<std::uint64_t> SqliteChangeLog::add(const std::string& account, Change change) {
    const auto next = statements_.get(kNextSequence);
    if (!next) return next.error();
    const auto sequence = first_row<std::int64_t>(
        (*next)->bind(1, account), [](const Statement& row) { return row.integer(0); });
    if (!sequence) return sequence.error();
    if (!*sequence) return Error{Code::NotFound, "account " + account};
    const auto insert = statements_.get(kAddChange);
    if (!insert) return insert.error();
    const auto added = (*insert)
                           ->bind(1, account)
                           .bind(2, **sequence)
                           .bind(3, change.kind)
                           .bind(4, change.device_id)
                           .bind(5, change.installer)
                           .run();
    if (!added) return added.error();
    return static_cast<std::uint64_t>(**sequence);
}

Result<std::uint64_t> SqliteChangeLog::last(const std::string& account) {
    const auto query = statements_.get(kLastSequence);
    if (!query) return query.error();
    const auto last = first_row<std::int64_t>((*query)->bind(1, account),
                                              [](const Statement& row) { return row.integer(0); });
    if (!last) return last.error();
    return static_cast<std::uint64_t>(last->value_or(0));
}

Result<std::vector<Change>> SqliteChangeLog::after(const std::string& account,
                                                   std::uint64_t sequence, std::size_t limit) {
    const auto query = statements_.get(kChanges);
    if (!query) return query.error();
    auto& bound = (*query)
                      ->bind(1, account)
                      .bind(2, static_cast<std::int64_t>(sequence))
                      .bind(3, static_cast<std::int64_t>(limit));
    return all_rows<Change>(bound, [](const Statement& row) {
        return Change{static_cast<std::uint64_t>(row.integer(0)), row.text(1), row.text(2),
                      row.text(3)};
    });
}

Result<std::optional<AnswerRow>> SqliteAnswers::find(const std::string& account,
                                                     const std::string& key) {
    const auto query = statements_.get(kAnswer);
    if (!query) return query.error();
    return first_row<AnswerRow>((*query)->bind(1, account).bind(2, key), [](const Statement& row) {
        return AnswerRow{row.text(0), row.text(1)};
    });
}

Result<void> SqliteAnswers::add(const std::string& account, const std::string& key,
                                const AnswerRow& row, std::int64_t now) {
    const auto insert = statements_.get(kAddAnswer);
    if (!insert) return insert.error();
    return (*insert)
        ->bind(1, account)
        .bind(2, key)
        .bind_blob(3, row.request_hash)
        .bind(4, row.body)
        .bind(5, now)
        .run();
}

Result<void> SqliteAnswers::forget_before(std::int64_t time) {
    const auto remove = statements_.get(kForgetAnswers);
    if (!remove) return remove.error();
    return (*remove)->bind(1, time).run();
}

} // namespace ferry::server
