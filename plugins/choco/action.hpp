// Installing, removing and upgrading through choco.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/kit/verdict.hpp"

#include <ferry/plugin.hpp>

namespace ferry::choco {

/// One package per call: of several, choco tells only how the last one ended. Errors: as
/// installed().
Result<void> act(const sdk::Host& host, kit::Verb verb, sdk::Ids ids);

} // namespace ferry::choco
