// The devices of an account.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/clock.hpp"
#include "core/protocol/messages.hpp"
#include "server/service/account_service.hpp"
#include "server/service/change_signal.hpp"
#include "server/service/served.hpp"

#include <string>
#include <vector>

namespace ferry::server {

/// Thread-safe. The seams outlive it.
class DeviceService {
public:
    DeviceService(Store& store, ChangeSignal& signal, const Clock& clock, Random random);

    Served<std::vector<protocol::DeviceInfo>> list(const Caller& caller);
    Served<protocol::DeviceInfo> show(const Caller& caller, const std::string& id);
    /// A device known from a file only; it gets no token.
    Served<protocol::DeviceInfo> import(const Caller& caller, const Device& device);
    Served<protocol::DeviceInfo> rename(const Caller& caller, const std::string& id,
                                        const std::string& name);
    /// The token dies with it; what it had installed stays readable.
    Served<Nothing> revoke(const Caller& caller, const std::string& id);

private:
    Served<protocol::DeviceInfo>
    change(const Caller& caller, const std::string& id,
           const std::function<Served<Nothing>(Tables&, DeviceRow&)>& edit);
    Store& store_;
    ChangeSignal& signal_;
    const Clock& clock_;
    Random random_;
};

} // namespace ferry::server
