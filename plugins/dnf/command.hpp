// The command lines of dnf, 4 and 5 alike.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/kit/verdict.hpp"

#include <ferry/plugin.hpp>

#include <string>
#include <vector>

namespace ferry::dnf {

/// `dnf -q repoquery ... -- NAMES`: reads metadata only, needs no rights.
sdk::Command query_command(const sdk::Host& host, bool upgrades,
                           const std::vector<std::string>& names);

/// What dnf would do, and the doing itself. Nothing is removed that was not asked for, and a held
/// lock is an answer, not a wait without end.
sdk::Command rehearsal_command(const sdk::Host& host, kit::Verb verb,
                               const std::vector<std::string>& targets);
sdk::Command keep_command(const sdk::Host& host, const std::string& target);

sdk::Command change_command(const sdk::Host& host, kit::Verb verb,
                            const std::vector<std::string>& targets);

} // namespace ferry::dnf
