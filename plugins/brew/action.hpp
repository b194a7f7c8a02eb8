// Installing, removing and upgrading through brew.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/kit/verdict.hpp"

#include <ferry/plugin.hpp>

namespace ferry::brew {

/// One by one, each in the prefix where it is, or in the first one. No tap is added or trusted.
/// Errors: as installed().
Result<void> act(const sdk::Host& host, kit::Verb verb, sdk::Ids ids);

} // namespace ferry::brew
