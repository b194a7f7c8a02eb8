// Installing, removing and upgrading through winget.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/kit/change.hpp"

namespace ferry::winget {

/// Errors: those of inventory.
Result<void> act(const sdk::Host& host, kit::Verb verb, sdk::Ids ids);

} // namespace ferry::winget
