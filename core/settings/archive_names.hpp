// The names of one archive together: each can travel, and no two become one thing.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ferry::settings {

/// Holds the names it was asked about. Answers read on behind the name, lower case, no full stop.
class ArchiveNames {
public:
    /// Why this file cannot be in the archive, or nothing; then it counts as being there.
    std::optional<std::string> problem_of(std::string_view rule, std::string_view path);
    /// After the last: a name that is a file here and a folder there, or nothing.
    std::optional<std::string> problem_of_all() const;

private:
    std::unordered_map<std::string, std::string> by_folded_;
};

/// `entry "NAME" `, safe to show.
std::string entry_text(std::string_view name);

} // namespace ferry::settings
