// The order of installers that a person wishes: --prefer, FERRY_PREFER, or config.json.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/cli/context.hpp"
#include "core/cli/options.hpp"

#include <string>
#include <vector>

namespace ferry::cli {

void add_prefer(Options& options, std::vector<std::string>& names);

/// Best first; empty: no wish. `option` beats the environment, which beats the file.
/// Errors: BadData naming the file and line, or the word that is no installer's id.
Result<std::vector<InstallerId>> preferred_installers(Context& context,
                                                      const std::vector<std::string>& option);

} // namespace ferry::cli
