// The program that reads repositories for the catalog's commands.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/cli/context.hpp"

#include <ferry/result.hpp>
#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace ferry::cli {

/// The answer of ferry-catalog-git, an object; it has "error" where git_error() has something.
/// Errors: ToolFailed.
Result<nlohmann::json> ask_catalog_git(Context& context, const std::vector<std::string>& words);

Error git_error(const nlohmann::json& answer);

} // namespace ferry::cli
