// Learns what the account's other devices have: only what changed, or all of it anew.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/sync/link.hpp"
#include "core/sync/parts.hpp"
#include "core/sync/sync.hpp"

#include <ferry/result.hpp>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace ferry::sync {

/// Borrows all three. Every inventory is remembered as soon as it is here; repeating is harmless.
class Fetcher {
public:
    Fetcher(const Parts& parts, Link& link, SyncSummary& summary)
        : parts_(parts), link_(link), summary_(summary) {}

    /// What the changes name; changes of this device's own streams are no news.
    Result<void> fetch(const std::vector<protocol::Change>& changes);
    Result<void> fetch_all();
    /// How many requests of other devices wait here, where the changes name some.
    Result<void> fetch_requests(const std::vector<protocol::Change>& changes);
    /// The depot's list, where the changes tell of it; last, since it is an error where the account
    /// key is not believed. A file that is not is a problem of the summary.
    Result<void> fetch_depot(const std::vector<protocol::Change>& changes);
    Result<void> fetch_depot();

private:
    using Streams = std::map<std::string, std::set<std::string>>; // installers by device
    Result<void> refresh_devices();
    Result<void> refresh_streams(const std::string& device);
    Result<void> fetch_stream(const std::string& device, const InstallerId& installer,
                              const std::string& known_hash);
    void note(const std::string& device, const std::string& installer);

    const Parts& parts_;
    Link& link_;
    SyncSummary& summary_;
    std::map<std::string, std::string> names_; // of the devices, by id
};

} // namespace ferry::sync
