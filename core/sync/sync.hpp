// The sync run: reports what is installed here, learns what is installed elsewhere.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/report.hpp"
#include "core/model/inventory.hpp"
#include "core/sync/depot_news.hpp"
#include "core/sync/parts.hpp"

#include <ferry/result.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ferry::sync {

struct SyncInput {
    Inventory here; // the installers that could be read whole, and this device's facts
    /// Installers that were looked for and are surely not here any more: their streams go to the
    /// history. Whatever is neither in `here` nor in this list stays as it is on the server.
    std::vector<InstallerId> absent{};
};

struct SentStream {
    InstallerId installer;
    bool whole = false;         // a snapshot; else only what changed
    std::size_t packages = 0;   // of the snapshot, or set by the delta
    std::size_t removed = 0;    // by the delta
    std::uint64_t revision = 0; // now
};

/// Another device about which something new is known now.
struct NewsOf {
    std::string device_id;
    std::string name;
    std::vector<InstallerId> installers; // whose inventories changed
};

struct SyncSummary {
    std::vector<SentStream> sent;
    std::vector<InstallerId> removed; // streams
    std::vector<NewsOf> news;         // sorted by name
    DepotNews depot;
    std::vector<Problem> problems; // an installer that the server refused; the rest went on
    bool server_went_back = false; // restored from an older backup; all was told again

    bool unchanged() const {
        return sent.empty() && removed.empty() && news.empty() && !depot.changed;
    }
};

/// An unchanged run is one request. May be repeated at any time, also after a crash: nothing is
/// lost or doubled. Errors: NotFound (not logged in), Denied (revoked, certificate), Network,
/// TimedOut, Unavailable, Cancelled, Io. After an error what was acknowledged is remembered, and
/// the next run goes on from there.
Result<SyncSummary> sync(const Parts& parts, const SyncInput& input);

} // namespace ferry::sync
