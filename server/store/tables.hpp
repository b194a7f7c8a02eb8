// What a rule of the service sees of the store within one transaction: narrow tables, one per
// concern.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/model/device.hpp"
#include "core/protocol/audit.hpp"
#include "core/protocol/bundles.hpp"
#include "core/protocol/messages.hpp"
#include "core/protocol/requests.hpp"
#include "core/protocol/rotations.hpp"

#include <ferry/result.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ferry::server {

// Errors of every function: Io and BadData of the disk, Conflict for a broken uniqueness.

struct AccountRow {
    std::string id;
    std::string name;
    std::string login_public;
    protocol::Kdf kdf;
    std::string wrapped_key;
    std::string recovery_wrapped_key;
    std::uint32_t key_version = 1;
    std::int64_t created = 0;
    std::string recovery_public{}; // empty: no recovery code proves itself here
};

class Accounts {
public:
    virtual ~Accounts() = default;
    virtual Result<std::optional<AccountRow>> find(const std::string& id) = 0;
    virtual Result<std::optional<AccountRow>> find_by_name(const std::string& name) = 0;
    virtual Result<void> add(const AccountRow& row) = 0;
    virtual Result<void> update_keys(const AccountRow& row) = 0; // all but id, name and creation
    virtual Result<void> remove(const std::string& id) = 0;      // with every row of all tables
};

struct DeviceRow {
    std::string id;
    std::string account;
    Device device;
    bool imported = false;
    std::int64_t created = 0;
    std::int64_t last_seen = 0;
    std::int64_t revoked = 0;
};

class Devices {
public:
    virtual ~Devices() = default;
    virtual Result<std::optional<DeviceRow>> find(const std::string& account,
                                                  const std::string& id) = 0;
    virtual Result<std::optional<DeviceRow>> find_live(const std::string& account,
                                                       const std::string& name) = 0;
    virtual Result<std::vector<DeviceRow>> list(const std::string& account) = 0; // by creation
    virtual Result<void> add(const DeviceRow& row) = 0;
    virtual Result<void> update(const DeviceRow& row) = 0;
};

struct TokenRow {
    std::string hash;
    std::string device;
    std::string account;
    std::int64_t created = 0;
    std::int64_t expires = 0;
};

class Tokens {
public:
    virtual ~Tokens() = default;
    virtual Result<std::optional<TokenRow>> find(const std::string& hash) = 0;
    virtual Result<void> add(const TokenRow& row) = 0;
    virtual Result<void> remove_of_device(const std::string& device) = 0;
    virtual Result<void> renew_of_device(const std::string& device, std::int64_t expires) = 0;
};

struct StreamKey {
    std::string device;
    std::string installer;
};

struct PackageRow {
    protocol::PackageKey key;
    std::string version;
    std::string line; // of the canonical state
    std::string body; // JSON
};

class Streams {
public:
    virtual ~Streams() = default;
    virtual Result<std::optional<protocol::StreamHead>> head(const StreamKey& key) = 0;
    virtual Result<std::vector<protocol::StreamHead>> heads(const std::string& device) = 0;
    virtual Result<std::vector<PackageRow>> packages(const StreamKey& key) = 0; // by id, then arch
    virtual Result<void> put_head(const StreamKey& key, const protocol::StreamHead& head) = 0;
    virtual Result<void> put_package(const StreamKey& key, const PackageRow& row) = 0;
    /// The version that was there; nothing where there was no such package.
    virtual Result<std::optional<std::string>>
    remove_package(const StreamKey& key, const protocol::PackageKey& package) = 0;
    virtual Result<void> remove(const StreamKey& key) = 0; // head and packages
    virtual Result<std::vector<protocol::Holder>>
    holders(const std::string& account, const std::string& installer, const std::string& id) = 0;
};

class History {
public:
    virtual ~History() = default;
    virtual Result<void> add(const std::string& account, const protocol::RemovedPackage& row) = 0;
    /// Newest first; an empty device means all.
    virtual Result<std::vector<protocol::RemovedPackage>>
    list(const std::string& account, const std::string& device, std::size_t limit) = 0;
    virtual Result<void> forget_before(std::int64_t time) = 0;
};

class ChangeLog {
public:
    virtual ~ChangeLog() = default;
    /// Gives it the account's next number.
    virtual Result<std::uint64_t> add(const std::string& account, protocol::Change change) = 0;
    virtual Result<std::uint64_t> last(const std::string& account) = 0; // 0: none yet
    virtual Result<std::vector<protocol::Change>>
    after(const std::string& account, std::uint64_t sequence, std::size_t limit) = 0;
};

struct AnswerRow {
    std::string request_hash;
    std::string body;
};

class Answers {
public:
    virtual ~Answers() = default;
    virtual Result<std::optional<AnswerRow>> find(const std::string& account,
                                                  const std::string& key) = 0;
    virtual Result<void> add(const std::string& account, const std::string& key,
                             const AnswerRow& row, std::int64_t now) = 0;
    virtual Result<void> forget_before(std::int64_t time) = 0;
};

class DeviceKeysTable {
public:
    virtual ~DeviceKeysTable() = default;
    /// All that the devices ever had.
    virtual Result<std::vector<protocol::DeviceKeys>> list(const std::string& account) = 0;
    /// Takes the place of what has the same signing key; others of the device stay.
    virtual Result<void> put(const std::string& account, const protocol::DeviceKeys& keys) = 0;
};

struct BundleKey {
    std::string account;
    std::string bundle;
};

struct BundleRow {
    std::string hash;
    std::int64_t time = 0; // newest is the head
    std::int64_t received = 0;
    std::string header;
    std::string signature;
    std::uint64_t size = 0;
};

class Bundles {
public:
    virtual ~Bundles() = default;
    virtual Result<std::vector<protocol::BundleHead>> heads(const std::string& account) = 0;
    virtual Result<std::vector<BundleRow>> revisions(const BundleKey& key) = 0; // head first
    virtual Result<std::optional<BundleRow>> find(const BundleKey& key,
                                                  const std::string& hash) = 0;
    virtual Result<std::optional<std::string>> body(const BundleKey& key,
                                                    const std::string& hash) = 0;
    virtual Result<void> add(const BundleKey& key, const BundleRow& row,
                             const std::string& body) = 0;
    virtual Result<void> remove(const BundleKey& key, const std::string& hash) = 0;
    virtual Result<std::uint64_t> bytes(const std::string& account) = 0; // of all bodies
};

class Rotations {
public:
    virtual ~Rotations() = default;
    /// By key version, each with what is sealed for that device only.
    virtual Result<std::vector<protocol::Rotation>> list(const std::string& account,
                                                         const std::string& device) = 0;
    virtual Result<void> add(const std::string& account, std::uint32_t key_version,
                             const protocol::Rotation& rotation) = 0;
};

struct AuditRow {
    protocol::AuditEntry entry;
    std::string previous; // hash of the entry before; empty: there was none
};

class Audit {
public:
    virtual ~Audit() = default;
    virtual Result<std::optional<AuditRow>> last(const std::string& account) = 0;
    virtual Result<std::vector<AuditRow>> after(const std::string& account, std::uint64_t sequence,
                                                std::size_t limit) = 0; // oldest first
    virtual Result<void> add(const std::string& account, const AuditRow& row) = 0;
    /// The last entry of an account stays, so that the next one has what it follows.
    virtual Result<void> forget_before(std::int64_t time) = 0;
};

struct RequestRow {
    std::string account;
    std::string author;       // device
    std::string device;       // that is asked
    std::int64_t expires = 0; // as the author says
    protocol::StoredRequest stored;
};

class Requests {
public:
    virtual ~Requests() = default;
    virtual Result<std::optional<RequestRow>> find(const std::string& account,
                                                   const std::string& id) = 0;
    /// Open ones first, newest first; an empty device means all.
    virtual Result<std::vector<protocol::StoredRequest>>
    list(const std::string& account, const std::string& device, std::size_t limit) = 0;
    /// That are open and not expired.
    virtual Result<std::uint64_t> open(const std::string& account, std::int64_t now) = 0;
    virtual Result<void> add(const RequestRow& row) = 0;
    virtual Result<void> update(const RequestRow& row) = 0; // state and result
    virtual Result<void> forget_expired_before(std::int64_t time) = 0;
};

struct DepotItemRow {
    std::string id;
    std::string software;
    std::string sha256;
    std::string manifest;
    std::string signature;
    std::int64_t received = 0;
};

/// Bytes that an account keeps, or has announced. An item needs its blob's row.
struct DepotBlobRow {
    std::string account;
    std::string sha256;
    std::uint64_t size = 0;
    std::int64_t touched = 0; // announced the last time
};

struct DepotUse {
    std::uint64_t blobs = 0;     // bytes, announced ones too
    std::uint64_t manifests = 0; // bytes
};

class DepotTable {
public:
    virtual ~DepotTable() = default;
    /// Newest first; an empty software means all.
    virtual Result<std::vector<DepotItemRow>> items(const std::string& account,
                                                    const std::string& software) = 0;
    virtual Result<std::optional<DepotItemRow>> item(const std::string& account,
                                                     const std::string& id) = 0;
    virtual Result<void> add_item(const std::string& account, const DepotItemRow& row) = 0;
    virtual Result<void> remove_item(const std::string& account, const std::string& id) = 0;
    virtual Result<std::optional<DepotBlobRow>> blob(const std::string& account,
                                                     const std::string& sha256) = 0;
    virtual Result<void> put_blob(const DepotBlobRow& row) = 0;
    virtual Result<void> remove_blob(const std::string& account, const std::string& sha256) = 0;
    /// Of all accounts: which no item needs, touched before `time`.
    virtual Result<std::vector<DepotBlobRow>> unused_blobs(std::int64_t time) = 0;
    virtual Result<std::vector<DepotBlobRow>> used_blobs() = 0; // of all accounts
    virtual Result<DepotUse> use(const std::string& account) = 0;
};

class Tables {
public:
    virtual ~Tables() = default;
    virtual Accounts& accounts() = 0;
    virtual Devices& devices() = 0;
    virtual Tokens& tokens() = 0;
    virtual Streams& streams() = 0;
    virtual History& history() = 0;
    virtual ChangeLog& changes() = 0;
    virtual Answers& answers() = 0;
    virtual DeviceKeysTable& device_keys() = 0;
    virtual Bundles& bundles() = 0;
    virtual Rotations& rotations() = 0;
    virtual Audit& audit() = 0;
    virtual Requests& requests() = 0;
    virtual DepotTable& depot() = 0;
};

} // namespace ferry::server
