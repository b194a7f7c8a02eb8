// Names and links of an archive that others made: each stays inside, and no two become one thing.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/platform/files.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ferry::settings {

/// "./a/b/" as "a/b"; empty for the archive's own folder.
std::string plain_path(std::string_view name);

/// Why a link at `path` may not lead to `target`, or nothing. A target goes up first and then down,
/// so that no chain of links can climb out.
std::optional<std::string> link_problem(std::string_view path, std::string_view target);

class ForeignNames {
public:
    /// Why this cannot be in the archive, or nothing; then it counts as being there.
    std::optional<std::string> problem_of(const std::string& path, FileKind kind);

private:
    std::unordered_map<std::string, FileKind> by_folded_;
};

} // namespace ferry::settings
