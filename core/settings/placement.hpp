// Where each file of a bundle belongs on this system; what the catalog does not name goes nowhere.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/identity/settings_rule.hpp"
#include "core/platform/files.hpp"
#include "core/settings/places.hpp"
#include "core/settings/settings_file.hpp"

#include <ferry/result.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace ferry::settings {

struct PlacedFile {
    SettingsFile file;
    std::filesystem::path target;
};

struct Placement {
    std::vector<PlacedFile> files;
    std::vector<std::string> nowhere; // rules that this system has no place for; left out
};

/// Refused whole (Denied), naming the file: a rule that the software does not have, a file that its
/// rule does not take, a name that cannot travel, a target that is a link or lies behind one.
Result<Placement> place(const std::vector<SettingsFile>& files,
                        const std::vector<identity::SettingsRule>& rules, const Places& places,
                        const ReadOnlyFiles& disk, bool prefer_flatpak);

enum class Difference { Same, Changed, New };

struct ComparedFile {
    std::string rule;
    std::string path;
    std::filesystem::path target;
    Difference difference = Difference::Same;
    std::string here; // content; empty where it is new
};

/// What restoring would do. Errors: Io, Denied.
Result<std::vector<ComparedFile>> compare(const Placement& placement, const ReadOnlyFiles& disk);

} // namespace ferry::settings
