// The tables over one SQLite connection. Every one borrows the connection's statements.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/sqlite/statements.hpp"
#include "server/store/tables.hpp"

namespace ferry::server {

class SqliteAccounts final : public Accounts {
public:
    explicit SqliteAccounts(Statements& statements) : statements_(statements) {}
    Result<std::optional<AccountRow>> find(const std::string& id) override;
    Result<std::optional<AccountRow>> find_by_name(const std::string& name) override;
    Result<void> add(const AccountRow& row) override;
    Result<void> update_keys(const AccountRow& row) override;
    Result<void> remove(const std::string& id) override;

private:
    Statements& statements_;
};

class SqliteDevices final : public Devices {
public:
    explicit SqliteDevices(Statements& statements) : statements_(statements) {}
    Result<std::optional<DeviceRow>> find(const std::string& account,
                                          const std::string& id) override;
    Result<std::optional<DeviceRow>> find_live(const std::string& account,
                                               const std::string& name) override;
    Result<std::vector<DeviceRow>> list(const std::string& account) override;
    Result<void> add(const DeviceRow& row) override;
    Result<void> update(const DeviceRow& row) override;

private:
    Statements& statements_;
};

class SqliteTokens final : public Tokens {
public:
    explicit SqliteTokens(Statements& statements) : statements_(statements) {}
    Result<std::optional<TokenRow>> find(const std::string& hash) override;
    Result<void> add(const TokenRow& row) override;
    Result<void> remove_of_device(const std::string& device) override;
    Result<void> renew_of_device(const std::string& device, std::int64_t expires) override;

private:
    Statements& statements_;
};

class SqliteStreams final : public Streams {
public:
    explicit SqliteStreams(Statements& statements) : statements_(statements) {}
    Result<std::optional<protocol::StreamHead>> head(const StreamKey& key) override;
    Result<std::vector<protocol::StreamHead>> heads(const std::string& device) override;
    Result<std::vector<PackageRow>> packages(const StreamKey& key) override;
    Result<void> put_head(const StreamKey& key, const protocol::StreamHead& head) override;
    Result<void> put_package(const StreamKey& key, const PackageRow& row) override;
    Result<std::optional<std::string>> remove_package(const StreamKey& key,
                                                      const protocol::PackageKey& package) override;
    Result<void> remove(const StreamKey& key) override;
    Result<std::vector<protocol::Holder>> holders(const std::string& account,
                                                  const std::string& installer,
                                                  const std::string& id) override;

private:
    Statements& statements_;
};

class SqliteHistory final : public History {
public:
    explicit SqliteHistory(Statements& statements) : statements_(statements) {}
    Result<void> add(const std::string& account, const protocol::RemovedPackage& row) override;
    Result<std::vector<protocol::RemovedPackage>>
    list(const std::string& account, const std::string& device, std::size_t limit) override;
    Result<void> forget_before(std::int64_t time) override;

private:
    Statements& statements_;
};

class SqliteChangeLog final : public ChangeLog {
public:
    explicit SqliteChangeLog(Statements& statements) : statements_(statements) {}
    Result<std::uint64_t> add(const std::string& account, protocol::Change change) override;
    Result<std::uint64_t> last(const std::string& account) override;
    Result<std::vector<protocol::Change>> after(const std::string& account, std::uint64_t sequence,
                                                std::size_t limit) override;

private:
    Statements& statements_;
};

class SqliteAnswers final : public Answers {
public:
    explicit SqliteAnswers(Statements& statements) : statements_(statements) {}
    Result<std::optional<AnswerRow>> find(const std::string& account,
                                          const std::string& key) override;
    Result<void> add(const std::string& account, const std::string& key, const AnswerRow& row,
                     std::int64_t now) override;
    Result<void> forget_before(std::int64_t time) override;

private:
    Statements& statements_;
};

class SqliteDeviceKeys final : public DeviceKeysTable {
public:
    explicit SqliteDeviceKeys(Statements& statements) : statements_(statements) {}
    Result<std::vector<protocol::DeviceKeys>> list(const std::string& account) override;
    Result<void> put(const std::string& account, const protocol::DeviceKeys& keys) override;

private:
    Statements& statements_;
};

class SqliteBundles final : public Bundles {
public:
    explicit SqliteBundles(Statements& statements) : statements_(statements) {}
    Result<std::vector<protocol::BundleHead>> heads(const std::string& account) override;
    Result<std::vector<BundleRow>> revisions(const BundleKey& key) override;
    Result<std::optional<BundleRow>> find(const BundleKey& key, const std::string& hash) override;
    Result<std::optional<std::string>> body(const BundleKey& key, const std::string& hash) override;
    Result<void> add(const BundleKey& key, const BundleRow& row, const std::string& body) override;
    Result<void> remove(const BundleKey& key, const std::string& hash) override;
    Result<std::uint64_t> bytes(const std::string& account) override;

private:
    Statements& statements_;
};

class SqliteRotations final : public Rotations {
public:
    explicit SqliteRotations(Statements& statements) : statements_(statements) {}
    Result<std::vector<protocol::Rotation>> list(const std::string& account,
                                                 const std::string& device) override;
    Result<void> add(const std::string& account, std::uint32_t key_version,
                     const protocol::Rotation& rotation) override;

private:
    Statements& statements_;
};

class SqliteAudit final : public Audit {
public:
    explicit SqliteAudit(Statements& statements) : statements_(statements) {}
    Result<std::optional<AuditRow>> last(const std::string& account) override;
    Result<std::vector<AuditRow>> after(const std::string& account, std::uint64_t sequence,
                                        std::size_t limit) override;
    Result<void> add(const std::string& account, const AuditRow& row) override;
    Result<void> forget_before(std::int64_t time) override;

private:
    Statements& statements_;
};

class SqliteRequests final : public Requests {
public:
    explicit SqliteRequests(Statements& statements) : statements_(statements) {}
    Result<std::optional<RequestRow>> find(const std::string& account,
                                           const std::string& id) override;
    Result<std::vector<protocol::StoredRequest>>
    list(const std::string& account, const std::string& device, std::size_t limit) override;
    Result<std::uint64_t> open(const std::string& account, std::int64_t now) override;
    Result<void> add(const RequestRow& row) override;
    Result<void> update(const RequestRow& row) override;
    Result<void> forget_expired_before(std::int64_t time) override;

private:
    Statements& statements_;
};

class SqliteDepot final : public DepotTable {
public:
    explicit SqliteDepot(Statements& statements) : statements_(statements) {}
    Result<std::vector<DepotItemRow>> items(const std::string& account,
                                            const std::string& software) override;
    Result<std::optional<DepotItemRow>> item(const std::string& account,
                                             const std::string& id) override;
    Result<void> add_item(const std::string& account, const DepotItemRow& row) override;
    Result<void> remove_item(const std::string& account, const std::string& id) override;
    Result<std::optional<DepotBlobRow>> blob(const std::string& account,
                                             const std::string& sha256) override;
    Result<void> put_blob(const DepotBlobRow& row) override;
    Result<void> remove_blob(const std::string& account, const std::string& sha256) override;
    Result<std::vector<DepotBlobRow>> unused_blobs(std::int64_t time) override;
    Result<std::vector<DepotBlobRow>> used_blobs() override;
    Result<DepotUse> use(const std::string& account) override;

private:
    Statements& statements_;
};

/// All of them over one connection. One thread.
class SqliteTables final : public Tables {
public:
    explicit SqliteTables(sqlite::Database& database)
        : statements_(database), accounts_(statements_), devices_(statements_),
          tokens_(statements_), streams_(statements_), history_(statements_), changes_(statements_),
          answers_(statements_), device_keys_(statements_), bundles_(statements_),
          rotations_(statements_), audit_(statements_), requests_(statements_),
          depot_(statements_) {}
    Accounts& accounts() override { return accounts_; }
    Devices& devices() override { return devices_; }
    Tokens& tokens() override { return tokens_; }
    Streams& streams() override { return streams_; }
    History& history() override { return history_; }
    ChangeLog& changes() override { return changes_; }
    Answers& answers() override { return answers_; }
    DeviceKeysTable& device_keys() override { return device_keys_; }
    Bundles& bundles() override { return bundles_; }
    Rotations& rotations() override { return rotations_; }
    Audit& audit() override { return audit_; }
    Requests& requests() override { return requests_; }
    DepotTable& depot() override { return depot_; }

private:
    Statements statements_;
    SqliteAccounts accounts_;
    SqliteDevices devices_;
    SqliteTokens tokens_;
    SqliteStreams streams_;
    SqliteHistory history_;
    SqliteChangeLog changes_;
    SqliteAnswers answers_;
    SqliteDeviceKeys device_keys_;
    SqliteBundles bundles_;
    SqliteRotations rotations_;
    SqliteAudit audit_;
    SqliteRequests requests_;
    SqliteDepot depot_;
};

} // namespace ferry::server
