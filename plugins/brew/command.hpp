// The command lines of brew.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/brew/names.hpp"
#include "plugins/kit/verdict.hpp"

#include <ferry/plugin.hpp>

#include <string>
#include <vector>

namespace ferry::brew {

/// `PREFIX/bin/brew WORDS` with an environment in which it asks nothing, updates nothing by itself,
/// removes nothing by itself and sends nothing home.
sdk::Command query_command(const sdk::Host& host, const std::string& prefix,
                           std::vector<std::string> words);
sdk::Command change_command(const sdk::Host& host, const std::string& prefix, kit::Verb verb,
                            const Name& name);

} // namespace ferry::brew
