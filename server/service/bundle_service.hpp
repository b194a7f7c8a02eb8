// Settings bundles, which only the person's own devices can read, and the keys they are signed
// with.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/clock.hpp"
#include "core/protocol/bundles.hpp"
#include "server/service/change_signal.hpp"
#include "server/service/served.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ferry::server {

constexpr std::size_t kMostRevisions = 200;             // per bundle; older ones go
constexpr std::uint64_t kSettingsQuota = 1ull << 30;    // bytes per account
constexpr std::size_t kLargestBundle = 32u << 20;       // as sent
constexpr std::size_t kMostDeviceKeys = 100;            // of one device, one per login
constexpr std::int64_t kClockTolerance = 5 * 60 * 1000; // milliseconds ahead of the server's clock

/// Thread-safe. The seams outlive it.
class BundleService {
public:
    BundleService(Store& store, ChangeSignal& signal, const Clock& clock)
        : store_(store), signal_(signal), clock_(clock) {}

    Served<std::vector<protocol::DeviceKeys>> keys(const Caller& caller);
    /// A device's own; the certificate is not the server's business.
    Served<Nothing> put_keys(const Caller& caller, const std::string& device,
                             const protocol::DeviceKeys& keys);

    Served<std::vector<protocol::BundleHead>> heads(const Caller& caller);
    /// Head first.
    Served<std::vector<protocol::BundleRevision>> history(const Caller& caller,
                                                          const std::string& bundle);
    /// The envelope as it was sent.
    Served<std::string> body(const Caller& caller, const std::string& bundle,
                             const std::string& hash);
    /// On disk when it returns. What was stored before is the same answer again.
    Served<protocol::BundleStored> add(const Caller& caller, const std::string& bundle,
                                       const std::string& bytes);

private:
    Served<protocol::BundleStored> store(Tables& tables, const Caller& caller,
                                         const protocol::BundleHeader& header, const BundleRow& row,
                                         const std::string& cipher);

    Store& store_;
    ChangeSignal& signal_;
    const Clock& clock_;
};

} // namespace ferry::server
