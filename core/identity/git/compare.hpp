// Two commits of a catalog's repository, as a person would see the step from one to the other.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/identity/difference.hpp"

#include <ferry/result.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace ferry::identity {

/// Reads only the files that differ. Errors: NotFound (no repository, no such commit), BadData.
Result<std::vector<SoftwareChange>> compare_commits(const std::filesystem::path& folder,
                                                    const std::string& from, const std::string& to);

} // namespace ferry::identity
