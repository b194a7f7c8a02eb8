// Gathering and writing.
// SPDX-License-Identifier: Apache-2.0
#include "server/service/activity.hpp"

#include <algorithm>
#include <utility>

namespace ferry::server {
namespace {

constexpr std::size_t kMostAtOnce = 500; // other writes must not wait for all devices

} // namespace

void Activity::note(const Caller& caller, UnixMillis now) {
    const std::lock_guard lock(mutex_);
    seen_[caller.device] = {caller.account, now};
}

UnixMillis Activity::last_seen(const std::string& device, UnixMillis stored) const {
    const std::lock_guard lock(mutex_);
    const auto found = seen_.find(device);
    return found == seen_.end() ? stored : std::max(stored, found->second.at);
}

Result<void> Activity::write_one(Tables& tables, const std::string& device, const Seen& seen,
                                 UnixMillis token_life) {
    auto row = tables.devices().find(seen.account, device);
    if (!row) return row.error();
    if (!*row || (*row)->last_seen >= seen.at) return {};
    (*row)->last_seen = seen.at;
    const auto updated = tables.devices().update(**row);
    if (!updated) return updated.error();
    return tables.tokens().renew_of_device(device, seen.at + token_life);
}

Activity::ByDevice Activity::take_some() {
    const std::lock_guard lock(mutex_);
    ByDevice some;
    while (!seen_.empty() && some.size() < kMostAtOnce)
        some.insert(seen_.extract(seen_.begin()));
    return some;
}

Result<void> Activity::write(Store& store, UnixMillis token_life) {
    for (auto due = take_some(); !due.empty(); due = take_some()) {
        const auto written = store.write([&](Tables& tables) -> Result<void> {
            for (const auto& [device, seen] : due) {
                const auto done = write_one(tables, device, seen, token_life);
                if (!done) return done.error();
            }
            return {};
        });
        if (written) continue;
        const std::lock_guard lock(mutex_);
        seen_.merge(due); // what was noted meanwhile is newer and stays
        return written.error();
    }
    return {};
}

} // namespace ferry::server
