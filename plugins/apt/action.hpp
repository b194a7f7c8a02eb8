// Installing, removing and upgrading, from the names that were asked to one outcome for each.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/apt/apt_command.hpp"

#include <ferry/plugin.hpp>

namespace ferry::apt {

/// Every id gets its outcome, also where an Error is returned: then the whole could not be begun.
/// Nothing is removed that was not asked for, and nothing is changed in another tree than the one
/// that was read. Errors: as Database::read; NotSupported (apt works on another tree), ToolFailed.
Result<void> act(const sdk::Host& host, Verb verb, sdk::Ids ids);

} // namespace ferry::apt
