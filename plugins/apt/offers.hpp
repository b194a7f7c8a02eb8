// What apt's package sources have on offer now.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/apt/policy.hpp"

#include <ferry/plugin.hpp>

#include <string_view>
#include <vector>

namespace ferry::apt {

/// What apt knows of these packages; those that it does not know are left out.
/// Errors: ToolFailed, BadData, and those of run.
Result<std::vector<Policy>> policies(const sdk::Host& host, const std::vector<Target>& targets,
                                     std::string_view native_arch);

Result<void> look_up(const sdk::Host& host, sdk::Ids ids);
Result<void> outdated(const sdk::Host& host);

} // namespace ferry::apt
