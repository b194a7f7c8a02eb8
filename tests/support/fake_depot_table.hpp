// The depot's table in memory.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/support/fake_data.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace ferry::testing {

class FakeDepot final : public server::DepotTable {
public:
    explicit FakeDepot(FakeData& data) : data_(data) {}
    Result<std::vector<server::DepotItemRow>> items(const std::string& account,
                                                    const std::string& software) override {
        std::vector<server::DepotItemRow> rows;
        for (const auto& [key, row] : data_.depot_items)
            if (key.first == account && (software.empty() || row.software == software))
                rows.push_back(row);
        std::stable_sort(rows.begin(), rows.end(), [](const auto& left, const auto& right) {
            return left.received > right.received;
        });
        return rows;
    }
    Result<std::optional<server::DepotItemRow>> item(const std::string& account,
                                                     const std::string& id) override {
        const auto at = data_.depot_items.find({account, id});
        return at == data_.depot_items.end() ? std::nullopt : std::optional(at->second);
    }
    Result<void> add_item(const std::string& account, const server::DepotItemRow& row) override {
        if (data_.depot_blobs.count({account, row.sha256}) == 0)
            return Error{Code::Conflict, "an item without its blob"};
        if (!data_.depot_items.emplace(std::pair(account, row.id), row).second)
            return taken(row.id);
        return {};
    }
    Result<void> remove_item(const std::string& account, const std::string& id) override {
        data_.depot_items.erase({account, id});
        return {};
    }
    Result<std::optional<server::DepotBlobRow>> blob(const std::string& account,
                                                     const std::string& sha256) override {
        const auto at = data_.depot_blobs.find({account, sha256});
        return at == data_.depot_blobs.end() ? std::nullopt : std::optional(at->second);
    }
    Result<void> put_blob(const server::DepotBlobRow& row) override {
        data_.depot_blobs[{row.account, row.sha256}] = row;
        return {};
    }
    Result<void> remove_blob(const std::string& account, const std::string& sha256) override {
        if (is_used({account, sha256})) return Error{Code::Conflict, "an item needs the blob"};
        data_.depot_blobs.erase({account, sha256});
        return {};
    }
    Result<std::vector<server::DepotBlobRow>> unused_blobs(std::int64_t time) override {
        return blobs(
            [&](const auto& at) { return !is_used(at.first) && at.second.touched < time; });
    }
    Result<std::vector<server::DepotBlobRow>> used_blobs() override {
        return blobs([&](const auto& at) { return is_used(at.first); });
    }
    Result<server::DepotUse> use(const std::string& account) override {
        server::DepotUse use;
        for (const auto& [key, row] : data_.depot_blobs)
            use.blobs += key.first == account ? row.size : 0;
        for (const auto& [key, row] : data_.depot_items)
            use.manifests += key.first == account ? row.manifest.size() : 0;
        return use;
    }

private:
    bool is_used(const FakeData::Key& blob) const {
        return std::any_of(data_.depot_items.begin(), data_.depot_items.end(), [&](const auto& at) {
            return FakeData::Key(at.first.first, at.second.sha256) == blob;
        });
    }
    template <typename Matches>
    std::vector<server::DepotBlobRow> blobs(Matches matches) const {
        std::vector<server::DepotBlobRow> rows;
        for (const auto& at : data_.depot_blobs)
            if (matches(at)) rows.push_back(at.second);
        return rows;
    }
    FakeData& data_;
};

} // namespace ferry::testing
