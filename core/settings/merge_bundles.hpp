// Two sides of one software's settings that both changed since they were the same.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/identity/settings_rule.hpp"
#include "core/settings/merge/merge.hpp"
#include "core/settings/settings_file.hpp"

#include <string>
#include <vector>

namespace ferry::settings {

struct FileClash {
    std::string file; // rule + "/" + path
    std::string key;  // empty: the whole file
    std::string kept;
    std::string other;
};

struct MergedFiles {
    std::vector<SettingsFile> files; // sorted by rule, then path
    std::vector<FileClash> clashes;
};

/// File by file: changed on one side only, that side's; on both, by key where the rule's format
/// merges (json, ini), else whole from `newer`. Files that one side removed and the other left
/// alone are gone.
MergedFiles merge_files(const std::vector<SettingsFile>& base,
                        const std::vector<SettingsFile>& ours,
                        const std::vector<SettingsFile>& theirs,
                        const std::vector<identity::SettingsRule>& rules, Side newer);

} // namespace ferry::settings
