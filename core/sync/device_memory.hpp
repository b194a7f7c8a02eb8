// The memory of devices, brought up to date.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/messages.hpp"
#include "core/sync/link.hpp"
#include "core/sync/parts.hpp"

#include <ferry/result.hpp>

#include <string>

namespace ferry::sync {

/// Asks for all devices and remembers them.
Result<void> refresh_device_memory(const Parts& parts, const Link& link);
/// As the server has it now. Errors: NotFound, with the nearest name.
Result<protocol::DeviceInfo> find_device(const Parts& parts, const Link& link,
                                         const std::string& name_or_id);

/// Names for ids: from memory, and asked for once where one is not in it.
class DeviceNames {
public:
    /// The id itself where nobody knows a name.
    std::string of(const std::string& id, const Parts& parts, const Link& link);

private:
    bool refreshed_ = false;
};

} // namespace ferry::sync
