// The devices of an account.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/clock.hpp"
#include "core/protocol/messages.hpp"
#include "server/service/account_service.hpp"
#include "server/service/activity.hpp"
#include "server/service/change_signal.hpp"
#include "server/service/served.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ferry::server {

/// What is to be another; absent stays as it is.
struct DeviceEdit {
    std::optional<std::string> name{};
    std::optional<std::string> os{};
    std::optional<std::string> os_version{};
    std::optional<std::string> distribution{};
    std::optional<std::string> arch{};

    bool only_name() const { return !os && !os_version && !distribution && !arch; }
};

/// Thread-safe. The seams outlive it.
class DeviceService {
public:
    DeviceService(Store& store, ChangeSignal& signal, const Activity& activity, const Clock& clock,
                  Random random);

    Served<std::vector<protocol::DeviceInfo>> list(const Caller& caller);
    Served<protocol::DeviceInfo> show(const Caller& caller, const std::string& id);
    /// A device known from a file only; it gets no token.
    Served<protocol::DeviceInfo> import(const Caller& caller, const Device& device);
    /// A name for any device of the account; other facts only by the device itself, or of one that
    /// was imported.
    Served<protocol::DeviceInfo> edit(const Caller& caller, const std::string& id,
                                      const DeviceEdit& edit);
    /// The token dies with it; what it had installed stays readable.
    Served<Nothing> revoke(const Caller& caller, const std::string& id);

private:
    Served<protocol::DeviceInfo> info_of(Tables& tables, const DeviceRow& row) const;
    Served<protocol::DeviceInfo>
    change(const Caller& caller, const std::string& id,
           const std::function<Served<Nothing>(Tables&, DeviceRow&)>& edit);
    Result<void> note(Tables& tables, const Caller& caller, const char* word,
                      const DeviceRow& row) const;
    Store& store_;
    ChangeSignal& signal_;
    const Activity& activity_;
    const Clock& clock_;
    Random random_;
};

} // namespace ferry::server
