// What winget offers: newest versions by id, and what is newer than what is here.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/plugin.hpp>

namespace ferry::winget {

/// Errors: those of run(), ToolFailed or Network with winget's code.
Result<void> look_up(const sdk::Host& host, sdk::Ids ids);
Result<void> outdated(const sdk::Host& host);

} // namespace ferry::winget
