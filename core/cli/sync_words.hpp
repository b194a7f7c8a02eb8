// What a person is told after a sync, by the command and by the agent.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/cli/context.hpp"
#include "core/sync/sync.hpp"

namespace ferry::cli {

/// A line for each device with news, and for each file that is new in the depot.
void say_news(Context& context, const sync::SyncSummary& summary);

} // namespace ferry::cli
