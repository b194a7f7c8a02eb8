// When each device was last heard of. In memory, and written in batches: a check-in of a device
// must not cost a commit.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/clock.hpp"
#include "server/service/served.hpp"

#include <map>
#include <mutex>
#include <string>

namespace ferry::server {

/// Thread-safe. After a crash up to a minute of it is lost, which only makes a device look as if it
/// had been seen a minute earlier.
class Activity {
public:
    void note(const Caller& caller, UnixMillis now);
    /// The later of `stored` and what is in memory.
    UnixMillis last_seen(const std::string& device, UnixMillis stored) const;
    /// Writes what has gathered; with it the devices' tokens live on for `token_life`. What could
    /// not be written is kept. Errors: those of the store.
    Result<void> write(Store& store, UnixMillis token_life);

private:
    struct Seen {
        std::string account;
        UnixMillis at = 0;
    };
    using ByDevice = std::map<std::string, Seen>;
    ByDevice take_some();
    static Result<void> write_one(Tables& tables, const std::string& device, const Seen& seen,
                                  UnixMillis token_life);

    mutable std::mutex mutex_;
    ByDevice seen_;
};

} // namespace ferry::server
