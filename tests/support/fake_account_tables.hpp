// New account keys, the audit log and requests in memory.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/support/fake_data.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ferry::testing {

class FakeRotations final : public server::Rotations {
public:
    explicit FakeRotations(FakeData& data) : data_(data) {}
    Result<std::vector<protocol::Rotation>> list(const std::string& account,
                                                 const std::string& device) override {
        std::vector<protocol::Rotation> all;
        for (auto [version, rotation] : data_.rotations[account]) {
            std::erase_if(rotation.sealed,
                          [&](const auto& key) { return key.device_id != device; });
            all.push_back(std::move(rotation));
        }
        return all;
    }
    Result<void> add(const std::string& account, std::uint32_t key_version,
                     const protocol::Rotation& rotation) override {
        if (!data_.rotations[account].emplace(key_version, rotation).second)
            return taken("rotation");
        return {};
    }

private:
    FakeData& data_;
};

class FakeAudit final : public server::Audit {
public:
    explicit FakeAudit(FakeData& data) : data_(data) {}
    Result<std::optional<server::AuditRow>> last(const std::string& account) override {
        const auto& rows = data_.audit[account];
        return rows.empty() ? std::nullopt : std::optional(rows.back());
    }
    Result<std::vector<server::AuditRow>> after(const std::string& account, std::uint64_t sequence,
                                                std::size_t limit) override {
        std::vector<server::AuditRow> found;
        for (const auto& row : data_.audit[account])
            if (row.entry.sequence > sequence && found.size() < limit) found.push_back(row);
        return found;
    }
    Result<void> add(const std::string& account, const server::AuditRow& row) override {
        data_.audit[account].push_back(row);
        return {};
    }
    Result<void> forget_before(std::int64_t time) override {
        for (auto& [account, rows] : data_.audit)
            while (rows.size() > 1 && rows.front().entry.at < time)
                rows.erase(rows.begin());
        return {};
    }

private:
    FakeData& data_;
};

class FakeRequests final : public server::Requests {
public:
    explicit FakeRequests(FakeData& data) : data_(data) {}
    Result<std::optional<server::RequestRow>> find(const std::string& account,
                                                   const std::string& id) override {
        const auto at = position(account, id);
        return at == data_.requests.end() ? std::nullopt : std::optional(*at);
    }
    Result<std::vector<protocol::StoredRequest>>
    list(const std::string& account, const std::string& device, std::size_t limit) override {
        std::vector<protocol::StoredRequest> found;
        for (auto at = data_.requests.rbegin(); at != data_.requests.rend(); ++at)
            if (at->account == account && (device.empty() || at->device == device))
                found.push_back(at->stored);
        std::stable_sort(found.begin(), found.end(), [](const auto& left, const auto& right) {
            return std::pair(left.state != "open", -left.received) <
                   std::pair(right.state != "open", -right.received);
        });
        found.resize(std::min(found.size(), limit));
        return found;
    }
    Result<std::uint64_t> open(const std::string& account, std::int64_t now) override {
        return static_cast<std::uint64_t>(
            std::count_if(data_.requests.begin(), data_.requests.end(), [&](const auto& row) {
                return row.account == account && row.stored.state == "open" && row.expires > now;
            }));
    }
    Result<void> add(const server::RequestRow& row) override {
        if (position(row.account, row.stored.id) != data_.requests.end())
            return taken(row.stored.id);
        data_.requests.push_back(row);
        return {};
    }
    Result<void> update(const server::RequestRow& row) override {
        const auto at = position(row.account, row.stored.id);
        if (at == data_.requests.end()) return {};
        at->stored.state = row.stored.state;
        at->stored.result = row.stored.result;
        at->stored.answered = row.stored.answered;
        return {};
    }
    Result<void> forget_expired_before(std::int64_t time) override {
        std::erase_if(data_.requests, [&](const auto& row) { return row.expires < time; });
        return {};
    }

private:
    std::vector<server::RequestRow>::iterator position(const std::string& account,
                                                       const std::string& id) {
        return std::find_if(data_.requests.begin(), data_.requests.end(), [&](const auto& row) {
            return row.account == account && row.stored.id == id;
        });
    }
    FakeData& data_;
};

} // namespace ferry::testing
