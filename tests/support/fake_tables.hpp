// The server's tables as plain maps. Copying the data is a transaction.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/tables.hpp"
#include "tests/support/fake_account_tables.hpp"
#include "tests/support/fake_data.hpp"
#include "tests/support/fake_depot_table.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace ferry::testing {

class FakeAccounts final : public server::Accounts {
public:
    explicit FakeAccounts(FakeData& data) : data_(data) {}
    Result<std::optional<server::AccountRow>> find(const std::string& id) override {
        return first([&](const auto& row) { return row.id == id; });
    }
    Result<std::optional<server::AccountRow>> find_by_name(const std::string& name) override {
        return first([&](const auto& row) { return row.name == name; });
    }
    Result<void> add(const server::AccountRow& row) override {
        const auto same =
            first([&](const auto& r) { return r.id == row.id || r.name == row.name; });
        if (same) return taken(row.name);
        data_.accounts.push_back(row);
        return {};
    }
    Result<void> update_keys(const server::AccountRow& row) override {
        for (auto& old : data_.accounts) {
            if (old.id != row.id) continue;
            const auto created = old.created;
            const auto name = old.name;
            old = row;
            old.created = created;
            old.name = name;
        }
        return {};
    }
    Result<void> remove(const std::string& id) override {
        const auto of_account = [&](const auto& at) { return at.account == id; };
        const auto in_key = [&](const auto& at) { return at.first.first == id; };
        for (const auto& device : data_.devices) {
            if (device.account != id) continue;
            std::erase_if(data_.heads, [&](const auto& at) { return at.first.first == device.id; });
            std::erase_if(data_.packages,
                          [&](const auto& at) { return at.first.first == device.id; });
        }
        std::erase_if(data_.accounts, [&](const auto& row) { return row.id == id; });
        std::erase_if(data_.devices, of_account);
        std::erase_if(data_.tokens, [&](const auto& at) { return at.second.account == id; });
        std::erase_if(data_.removed, of_account);
        std::erase_if(data_.changes, of_account);
        std::erase_if(data_.answers, in_key);
        std::erase_if(data_.device_keys, in_key);
        std::erase_if(data_.bundles, in_key);
        data_.rotations.erase(id);
        data_.audit.erase(id);
        std::erase_if(data_.requests, of_account);
        std::erase_if(data_.depot_items, in_key);
        std::erase_if(data_.depot_blobs, in_key);
        return {};
    }

private:
    template <typename Matches>
    std::optional<server::AccountRow> first(Matches matches) const {
        const auto at = std::find_if(data_.accounts.begin(), data_.accounts.end(), matches);
        return at == data_.accounts.end() ? std::nullopt : std::optional(*at);
    }
    FakeData& data_;
};

class FakeDevices final : public server::Devices {
public:
    explicit FakeDevices(FakeData& data) : data_(data) {}
    Result<std::optional<server::DeviceRow>> find(const std::string& account,
                                                  const std::string& id) override {
        return first([&](const auto& row) { return row.account == account && row.id == id; });
    }
    Result<std::optional<server::DeviceRow>> find_live(const std::string& account,
                                                       const std::string& name) override {
        return first([&](const auto& row) {
            return row.account == account && row.device.name == name && row.revoked == 0;
        });
    }
    Result<std::vector<server::DeviceRow>> list(const std::string& account) override {
        std::vector<server::DeviceRow> rows;
        for (const auto& row : data_.devices)
            if (row.account == account) rows.push_back(row);
        std::sort(rows.begin(), rows.end(), [](const auto& left, const auto& right) {
            return std::tie(left.created, left.id) < std::tie(right.created, right.id);
        });
        return rows;
    }
    Result<void> add(const server::DeviceRow& row) override {
        if (name_taken(row)) return taken(row.device.name);
        data_.devices.push_back(row);
        return {};
    }
    Result<void> update(const server::DeviceRow& row) override {
        if (name_taken(row)) return taken(row.device.name);
        for (auto& old : data_.devices) {
            if (old.account != row.account || old.id != row.id) continue;
            old.device = row.device;
            old.last_seen = row.last_seen;
            old.revoked = row.revoked;
        }
        return {};
    }

private:
    bool name_taken(const server::DeviceRow& row) const {
        if (row.revoked != 0) return false;
        return std::any_of(data_.devices.begin(), data_.devices.end(), [&](const auto& other) {
            return other.account == row.account && other.id != row.id && other.revoked == 0 &&
                   other.device.name == row.device.name;
        });
    }
    template <typename Matches>
    std::optional<server::DeviceRow> first(Matches matches) const {
        const auto at = std::find_if(data_.devices.begin(), data_.devices.end(), matches);
        return at == data_.devices.end() ? std::nullopt : std::optional(*at);
    }
    FakeData& data_;
};

class FakeTokens final : public server::Tokens {
public:
    explicit FakeTokens(FakeData& data) : data_(data) {}
    Result<std::optional<server::TokenRow>> find(const std::string& hash) override {
        const auto at = data_.tokens.find(hash);
        return at == data_.tokens.end() ? std::nullopt : std::optional(at->second);
    }
    Result<void> add(const server::TokenRow& row) override {
        if (!data_.tokens.emplace(row.hash, row).second) return taken("token");
        return {};
    }
    Result<void> remove_of_device(const std::string& device) override {
        std::erase_if(data_.tokens, [&](const auto& at) { return at.second.device == device; });
        return {};
    }
    Result<void> renew_of_device(const std::string& device, std::int64_t expires) override {
        for (auto& [hash, row] : data_.tokens)
            if (row.device == device) row.expires = expires;
        return {};
    }

private:
    FakeData& data_;
};

class FakeStreams final : public server::Streams {
public:
    explicit FakeStreams(FakeData& data) : data_(data) {}
    Result<std::optional<protocol::StreamHead>> head(const server::StreamKey& key) override {
        const auto at = data_.heads.find({key.device, key.installer});
        return at == data_.heads.end() ? std::nullopt : std::optional(at->second);
    }
    Result<std::vector<protocol::StreamHead>> heads(const std::string& device) override {
        std::vector<protocol::StreamHead> heads;
        for (const auto& [key, head] : data_.heads)
            if (key.first == device) heads.push_back(head);
        return heads;
    }
    Result<std::vector<server::PackageRow>> packages(const server::StreamKey& key) override {
        std::vector<server::PackageRow> rows;
        for (const auto& [name, row] : data_.packages[{key.device, key.installer}])
            rows.push_back(row);
        return rows;
    }
    Result<void> put_head(const server::StreamKey& key, const protocol::StreamHead& head) override {
        data_.heads[{key.device, key.installer}] = head;
        return {};
    }
    Result<void> put_package(const server::StreamKey& key, const server::PackageRow& row) override {
        data_.packages[{key.device, key.installer}][row.key] = row;
        return {};
    }
    Result<std::optional<std::string>>
    remove_package(const server::StreamKey& key, const protocol::PackageKey& package) override {
        auto& rows = data_.packages[{key.device, key.installer}];
        const auto at = rows.find(package);
        if (at == rows.end()) return std::optional<std::string>();
        const std::optional version = at->second.version;
        rows.erase(at);
        return version;
    }
    Result<void> remove(const server::StreamKey& key) override {
        data_.heads.erase({key.device, key.installer});
        data_.packages.erase({key.device, key.installer});
        return {};
    }
    Result<std::vector<protocol::Holder>> holders(const std::string& account,
                                                  const std::string& installer,
                                                  const std::string& id) override {
        std::vector<protocol::Holder> found;
        for (const auto& device : data_.devices) {
            if (device.account != account || device.revoked != 0) continue;
            for (const auto& [key, row] : data_.packages[{device.id, installer}])
                if (key.id == id)
                    found.push_back({device.id, device.device.name, installer, id, row.version});
        }
        std::stable_sort(found.begin(), found.end(), [](const auto& left, const auto& right) {
            return left.device_name < right.device_name;
        });
        return found;
    }

private:
    FakeData& data_;
};

class FakeHistory final : public server::History {
public:
    explicit FakeHistory(FakeData& data) : data_(data) {}
    Result<void> add(const std::string& account, const protocol::RemovedPackage& row) override {
        data_.removed.push_back({account, row});
        return {};
    }
    Result<std::vector<protocol::RemovedPackage>>
    list(const std::string& account, const std::string& device, std::size_t limit) override {
        std::vector<protocol::RemovedPackage> rows;
        for (auto at = data_.removed.rbegin(); at != data_.removed.rend(); ++at)
            if (at->account == account && (device.empty() || at->row.device_id == device))
                rows.push_back(at->row);
        std::stable_sort(rows.begin(), rows.end(), [](const auto& left, const auto& right) {
            return left.removed > right.removed;
        });
        rows.resize(std::min(rows.size(), limit));
        return rows;
    }
    Result<void> forget_before(std::int64_t time) override {
        std::erase_if(data_.removed, [&](const auto& at) { return at.row.removed < time; });
        return {};
    }

private:
    FakeData& data_;
};

class FakeChangeLog final : public server::ChangeLog {
public:
    explicit FakeChangeLog(FakeData& data) : data_(data) {}
    Result<std::uint64_t> add(const std::string& account, protocol::Change change) override {
        change.sequence = *last(account) + 1;
        data_.changes.push_back({account, change});
        return change.sequence;
    }
    Result<std::uint64_t> last(const std::string& account) override {
        return static_cast<std::uint64_t>(
            std::count_if(data_.changes.begin(), data_.changes.end(),
                          [&](const auto& at) { return at.account == account; }));
    }
    Result<std::vector<protocol::Change>> after(const std::string& account, std::uint64_t sequence,
                                                std::size_t limit) override {
        std::vector<protocol::Change> found;
        for (const auto& at : data_.changes)
            if (at.account == account && at.change.sequence > sequence && found.size() < limit)
                found.push_back(at.change);
        return found;
    }

private:
    FakeData& data_;
};

class FakeAnswers final : public server::Answers {
public:
    explicit FakeAnswers(FakeData& data) : data_(data) {}
    Result<std::optional<server::AnswerRow>> find(const std::string& account,
                                                  const std::string& key) override {
        const auto at = data_.answers.find({account, key});
        return at == data_.answers.end() ? std::nullopt : std::optional(at->second.row);
    }
    Result<void> add(const std::string& account, const std::string& key,
                     const server::AnswerRow& row, std::int64_t now) override {
        if (!data_.answers.emplace(std::pair(account, key), FakeData::Answer{row, now}).second)
            return taken("answer " + key);
        return {};
    }
    Result<void> forget_before(std::int64_t time) override {
        std::erase_if(data_.answers, [&](const auto& at) { return at.second.created < time; });
        return {};
    }

private:
    FakeData& data_;
};

class FakeDeviceKeys final : public server::DeviceKeysTable {
public:
    explicit FakeDeviceKeys(FakeData& data) : data_(data) {}
    Result<std::vector<protocol::DeviceKeys>> list(const std::string& account) override {
        std::vector<protocol::DeviceKeys> all;
        for (const auto& [key, keys] : data_.device_keys)
            if (key.first == account) all.push_back(keys);
        return all;
    }
    Result<void> put(const std::string& account, const protocol::DeviceKeys& keys) override {
        data_.device_keys[{account, keys.sign_public}] = keys;
        return {};
    }

private:
    FakeData& data_;
};

class FakeBundles final : public server::Bundles {
public:
    explicit FakeBundles(FakeData& data) : data_(data) {}
    Result<std::vector<protocol::BundleHead>> heads(const std::string& account) override {
        std::vector<protocol::BundleHead> heads;
        for (const auto& [key, revisions] : data_.bundles) {
            if (key.first != account || revisions.empty()) continue;
            const auto rows = *this->revisions({key.first, key.second});
            heads.push_back({key.second, rows[0].hash, rows.size(), rows[0].received});
        }
        return heads;
    }
    Result<std::vector<server::BundleRow>> revisions(const server::BundleKey& key) override {
        std::vector<server::BundleRow> rows;
        for (const auto& [hash, bundle] : of(key))
            rows.push_back(bundle.row);
        std::sort(rows.begin(), rows.end(), [](const auto& left, const auto& right) {
            return std::tie(left.time, left.hash) > std::tie(right.time, right.hash);
        });
        return rows;
    }
    Result<std::optional<server::BundleRow>> find(const server::BundleKey& key,
                                                  const std::string& hash) override {
        const auto at = of(key).find(hash);
        return at == of(key).end() ? std::nullopt : std::optional(at->second.row);
    }
    Result<std::optional<std::string>> body(const server::BundleKey& key,
                                            const std::string& hash) override {
        const auto at = of(key).find(hash);
        return at == of(key).end() ? std::nullopt : std::optional(at->second.body);
    }
    Result<void> add(const server::BundleKey& key, const server::BundleRow& row,
                     const std::string& body) override {
        if (!of(key).emplace(row.hash, FakeData::Bundle{row, body}).second) return taken(row.hash);
        return {};
    }
    Result<void> remove(const server::BundleKey& key, const std::string& hash) override {
        of(key).erase(hash);
        return {};
    }
    Result<std::uint64_t> bytes(const std::string& account) override {
        std::uint64_t sum = 0;
        for (const auto& [key, revisions] : data_.bundles)
            for (const auto& [hash, bundle] : revisions)
                if (key.first == account) sum += bundle.row.size;
        return sum;
    }

private:
    std::map<std::string, FakeData::Bundle>& of(const server::BundleKey& key) {
        return data_.bundles[{key.account, key.bundle}];
    }
    FakeData& data_;
};

class FakeTables final : public server::Tables {
public:
    explicit FakeTables(FakeData data) : data_(std::move(data)) {}
    FakeTables(const FakeTables&) = delete;
    const FakeData& data() const { return data_; }
    server::Accounts& accounts() override { return accounts_; }
    server::Devices& devices() override { return devices_; }
    server::Tokens& tokens() override { return tokens_; }
    server::Streams& streams() override { return streams_; }
    server::History& history() override { return history_; }
    server::ChangeLog& changes() override { return changes_; }
    server::Answers& answers() override { return answers_; }
    server::DeviceKeysTable& device_keys() override { return device_keys_; }
    server::Bundles& bundles() override { return bundles_; }
    server::Rotations& rotations() override { return rotations_; }
    server::Audit& audit() override { return audit_; }
    server::Requests& requests() override { return requests_; }
    server::DepotTable& depot() override { return depot_; }

private:
    FakeData data_;
    FakeAccounts accounts_{data_};
    FakeDevices devices_{data_};
    FakeTokens tokens_{data_};
    FakeStreams streams_{data_};
    FakeHistory history_{data_};
    FakeChangeLog changes_{data_};
    FakeAnswers answers_{data_};
    FakeDeviceKeys device_keys_{data_};
    FakeBundles bundles_{data_};
    FakeRotations rotations_{data_};
    FakeAudit audit_{data_};
    FakeRequests requests_{data_};
    FakeDepot depot_{data_};
};

} // namespace ferry::testing
