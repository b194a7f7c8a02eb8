// The command lines of apt's tools: what is asked is never more than the names that were given.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/apt/apt_config.hpp"
#include "plugins/apt/names.hpp"

#include <ferry/plugin.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ferry::apt {

enum class Verb { Install, Remove, Upgrade };

/// Reads only; needs no rights and no lock.
sdk::Command query_command(std::vector<std::string> argv);

/// `apt-cache VERB [--] NAME:ARCH...`, strict about names.
sdk::Command cache_command(std::string_view verb, const std::vector<Target>& targets);

/// What apt-get would do, and the doing itself.
sdk::Command rehearsal_command(Verb verb, const std::vector<Target>& targets);
sdk::Command change_command(Verb verb, const std::vector<Target>& targets, const AptConfig& config);

/// What apt-get would upgrade today.
sdk::Command upgrades_command();

/// `apt-mark MARK -- NAME:ARCH...`, with "manual" or "auto". Changes apt's marks only.
sdk::Command mark_command(std::string_view mark, const std::vector<Target>& targets);

} // namespace ferry::apt
