// Installer files of an account: uploads that go on where they stopped, and the signed word on
// each.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/clock.hpp"
#include "core/protocol/depot.hpp"
#include "server/blobs/blobs.hpp"
#include "server/service/change_signal.hpp"
#include "server/service/served.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ferry::server {

constexpr std::uint64_t kDepotQuota = 20ull << 30;               // bytes per account
constexpr std::uint64_t kMostManifests = 16u << 20;              // bytes per account
constexpr std::int64_t kKeepUnfinished = 7LL * 24 * 3600 * 1000; // milliseconds
constexpr std::int64_t kKeepUnnamed = 1LL * 24 * 3600 * 1000;    // files without an item

/// Thread-safe. The seams outlive it.
class DepotService {
public:
    DepotService(Store& store, ChangeSignal& signal, Blobs& blobs, const Clock& clock,
                 std::uint64_t quota)
        : store_(store), signal_(signal), blobs_(blobs), clock_(clock), quota_(quota) {}

    /// How much of it is here already; what is missing counts for the quota from now on.
    Served<protocol::UploadState> begin(const Caller& caller,
                                        const protocol::UploadRequest& request);
    /// On disk when it returns. Refused with 409 where `offset` is another than the present one.
    Served<protocol::UploadState> append(const Caller& caller, const std::string& sha256,
                                         std::uint64_t offset, const std::string& bytes);
    /// Of a complete file. What was stored before is the same answer again.
    Served<protocol::DepotItem> add(const Caller& caller, const protocol::DepotItem& item);
    /// Newest first; an empty software means all.
    Served<std::vector<protocol::DepotItem>> items(const Caller& caller,
                                                   const std::string& software);
    Served<protocol::DepotItem> item(const Caller& caller, const std::string& id);
    Served<std::uint64_t> size(const Caller& caller, const std::string& sha256);
    Served<std::string> read(const Caller& caller, const std::string& sha256, std::uint64_t offset,
                             std::size_t count);
    Served<Nothing> remove(const Caller& caller, const std::string& id);

    /// Removes files that the tables do not know; an empty account means all.
    Result<void> sweep(const std::string& account);
    /// Forgets what was never finished or never named, and sweeps.
    Result<void> keep_house();

private:
    Served<Nothing> reserve(Tables& tables, const Caller& caller,
                            const protocol::UploadRequest& request);
    Served<protocol::UploadState> finished(const BlobKey& key, std::uint64_t size);
    Served<DepotBlobRow> announced(const Caller& caller, const std::string& sha256);
    Served<protocol::DepotItem> store(Tables& tables, const Caller& caller,
                                      const protocol::DepotManifest& manifest,
                                      const DepotItemRow& row);
    Result<void> drop_if_unknown(const BlobKey& key);

    Store& store_;
    ChangeSignal& signal_;
    Blobs& blobs_;
    const Clock& clock_;
    std::uint64_t quota_;
};

} // namespace ferry::server
