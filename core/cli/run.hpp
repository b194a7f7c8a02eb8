// From argv to an exit status.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/cli/command.hpp"

#include <string>
#include <vector>

namespace ferry::cli {

/// `arguments` without the program's name. Never throws, never exits.
ExitStatus run_cli(const std::vector<std::string>& arguments, Context& context);

} // namespace ferry::cli
