// Every target is checked before the first one is written.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/placement.hpp"

#include "core/base/text.hpp"
#include "core/settings/capture.hpp"
#include "core/settings/portable_name.hpp"
#include "core/settings/selection.hpp"

#include <algorithm>
#include <set>

namespace ferry::settings {
namespace {

namespace fs = std::filesystem;
using identity::SettingsRule;

Error refused(const SettingsFile& file, const std::string& why) {
    return {Code::Denied, "settings are refused: \"" + printable(file.rule + "/" + file.path) +
                              "\" " + why + "; nothing was written"};
}

/// A link below the place would lead out of it, or be cut by the new file.
bool has_link(const fs::path& target, const Places& places, const ReadOnlyFiles& disk) {
    const auto is_place = [&](const fs::path& folder) {
        return std::any_of(places.folders.begin(), places.folders.end(),
                           [&](const auto& place) { return place.second == folder; });
    };
    for (auto path = target; !is_place(path) && path != path.parent_path();
         path = path.parent_path()) {
        const auto info = disk.info(path);
        if (info && info->kind == FileKind::Link) return true;
    }
    return false;
}

/// A rule may name a file instead of a folder, called differently on each system: ".vimrc" and
/// "_vimrc". Then its one file has the name that one of the systems gives it.
bool is_the_file_itself(const SettingsRule& rule, const SettingsFile& file,
                        const std::vector<SettingsFile>& all) {
    const auto same_rule = std::count_if(
        all.begin(), all.end(), [&](const SettingsFile& other) { return other.rule == file.rule; });
    return rule.include.empty() && same_rule == 1 &&
           std::any_of(rule.paths.begin(), rule.paths.end(), [&](const auto& path) {
               return path.second.substr(path.second.rfind('/') + 1) == file.path;
           });
}

} // namespace

Result<Placement> place(const std::vector<SettingsFile>& files,
                        const std::vector<SettingsRule>& rules, const Places& places,
                        const ReadOnlyFiles& disk, bool prefer_flatpak) {
    Placement placement;
    std::set<std::string> nowhere;
    for (const auto& file : files) {
        const auto rule = std::find_if(rules.begin(), rules.end(), [&](const SettingsRule& one) {
            return one.name == file.rule;
        });
        if (rule == rules.end())
            return refused(file, "is of a kind that the catalog does not name");
        if (const auto problem = name_problem(file.path)) return refused(file, *problem);
        if (!is_selected(*rule, file.path))
            return refused(file, "is no file that the catalog lets travel");
        const auto folder = folder_of(*rule, places, prefer_flatpak);
        if (!folder) {
            nowhere.insert(file.rule);
            continue;
        }
        const auto info = disk.info(*folder);
        const bool is_folder = info && info->kind == FileKind::Folder;
        auto target = !is_folder && is_the_file_itself(*rule, file, files)
                          ? *folder
                          : *folder / from_utf8(file.path);
        if (has_link(target, places, disk)) return refused(file, "would go through a link here");
        placement.files.push_back({file, std::move(target)});
    }
    placement.nowhere.assign(nowhere.begin(), nowhere.end());
    return placement;
}

Result<std::vector<ComparedFile>> compare(const Placement& placement, const ReadOnlyFiles& disk) {
    std::vector<ComparedFile> all;
    for (const auto& [file, target] : placement.files) {
        ComparedFile one{file.rule, file.path, target, Difference::New, {}};
        auto here = disk.read(target, kMaxSettingsBytes);
        if (!here && here.error().code != Code::NotFound) return here.error();
        if (here) {
            one.difference = *here == file.content ? Difference::Same : Difference::Changed;
            one.here = std::move(*here);
        }
        all.push_back(std::move(one));
    }
    return all;
}

} // namespace ferry::settings
