// The walk below the folders of the rules.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/candidates.hpp"

#include "core/base/text.hpp"
#include "core/settings/portable_name.hpp"
#include "core/settings/secret_scan.hpp"
#include "core/settings/selection.hpp"

#include <algorithm>
#include <map>

namespace ferry::settings {
namespace {

/// The text of the path that serves, or null.
const std::string* path_text(const identity::SettingsRule& rule, const Places& places,
                             bool prefer_flatpak) {
    const auto flatpak = rule.paths.find("flatpak");
    if (prefer_flatpak && places.system == "linux" && flatpak != rule.paths.end())
        return &flatpak->second;
    const auto own = rule.paths.find(places.system);
    return own != rule.paths.end() ? &own->second : nullptr;
}

/// Names of a foreign file system may be any bytes; what is shown is UTF-8.
std::string shown(std::string_view path) {
    std::string text(path);
    if (!valid_utf8(text))
        std::replace_if(
            text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > 0x7F; },
            '?');
    return text;
}

class Walk {
public:
    Walk(const Places& places, const ReadOnlyFiles& files, const CaptureOptions& options)
        : places_(places), files_(files), options_(options) {}

    Result<void> follow(const identity::SettingsRule& rule) {
        const auto* text = path_text(rule, places_, options_.prefer_flatpak);
        if (text == nullptr) return absent(rule);
        const auto path = resolve(places_, *text);
        if (!path && path.error().code == Code::NotSupported) return absent(rule);
        if (!path) return path.error().under(rule.name);
        if (leads_through_link(*text)) {
            found_.left_out.links.push_back(rule.name + "/" + last_name(*text));
            return {};
        }
        const auto info = files_.info(*path);
        if (!info && info.error().code == Code::NotFound) return absent(rule);
        if (!info) return info.error();
        if (info->kind == FileKind::Folder) return folder(rule, *path, "");
        if (info->kind != FileKind::File) return {};
        const auto name = last_name(*text);
        if (auto problem = name_problem(name)) return leave_out(rule, name, *problem);
        return file(rule, *path, name);
    }

    Candidates found() && { return std::move(found_); }

private:
    static std::string last_name(const std::string& text) {
        return text.substr(text.rfind('/') + 1);
    }

    Result<void> absent(const identity::SettingsRule& rule) {
        found_.left_out.absent.push_back(rule.name);
        return {};
    }

    /// The place itself may be a link: the system or the person put the home folder there.
    bool leads_through_link(const std::string& text) const {
        for (auto end = text.find('/'); end != std::string::npos;) {
            end = text.find('/', end + 1);
            const auto path = resolve(places_, std::string_view(text).substr(0, end));
            if (!path) return false;
            const auto info = files_.info(*path);
            if (info && info->kind == FileKind::Link) return true;
        }
        return false;
    }

    Result<void> folder(const identity::SettingsRule& rule, const std::filesystem::path& at,
                        const std::string& front) {
        const auto entries = files_.list(at);
        if (!entries && entries.error().code == Code::NotFound) return {}; // gone meanwhile
        if (!entries) return entries.error();
        for (const auto& entry : *entries) {
            if (auto done = one(rule, at, front, entry); !done) return done;
        }
        return {};
    }

    /// The name is judged before it becomes a path: Windows makes none of what is not UTF-8.
    Result<void> one(const identity::SettingsRule& rule, const std::filesystem::path& folder_at,
                     const std::string& front, const FileEntry& entry) {
        const auto path = front + entry.name;
        const bool below = entry.kind != FileKind::File && may_select_below(rule, path);
        if (!below && !is_selected(rule, path)) return {};
        if (entry.kind == FileKind::Link) {
            found_.left_out.links.push_back(rule.name + "/" + shown(path));
            return {};
        }
        const bool walk = entry.kind == FileKind::Folder && below;
        if (!walk && entry.kind != FileKind::File) return {};
        if (auto problem = name_problem(path)) return leave_out(rule, path, *problem);
        const auto at = folder_at / from_utf8(entry.name);
        return walk ? folder(rule, at, path + "/") : file(rule, at, path);
    }

    Result<void> file(const identity::SettingsRule& rule, const std::filesystem::path& at,
                      const std::string& path) {
        if (!is_selected(rule, path)) return {};
        if (auto problem = name_problem(path)) return leave_out(rule, path, *problem);
        if (!options_.with_secrets && is_secret_by_name(path))
            return leave_out(rule, path, "a file of this name holds secrets");
        const auto [twin, is_new] = by_folded_.emplace(rule.name + "/" + folded(path), path);
        if (!is_new)
            return leave_out(rule, path,
                             "is on some systems the same file as \"" + twin->second + "\"");
        const auto info = files_.info(at);
        if (!info && info.error().code == Code::NotFound) return {}; // gone meanwhile
        if (!info) return info.error();
        if (info->kind != FileKind::File) return {}; // became something else meanwhile
        found_.files.push_back({rule.name, path, at, info->bytes});
        if (found_.files.size() > options_.max_files)
            return Error{Code::BadData, rule.name + ": more than " +
                                            std::to_string(options_.max_files) + " files below " +
                                            to_utf8(at.parent_path())};
        return {};
    }

    Result<void> leave_out(const identity::SettingsRule& rule, const std::string& path,
                           const std::string& why) {
        found_.left_out.flagged.push_back({rule.name, shown(path), 0, why});
        return {};
    }

    const Places& places_;
    const ReadOnlyFiles& files_;
    const CaptureOptions& options_;
    std::map<std::string, std::string> by_folded_;
    Candidates found_;
};

} // namespace

std::optional<std::filesystem::path> folder_of(const identity::SettingsRule& rule,
                                               const Places& places, bool prefer_flatpak) {
    const auto* text = path_text(rule, places, prefer_flatpak);
    if (text == nullptr) return std::nullopt;
    auto path = resolve(places, *text);
    if (!path) return std::nullopt;
    return *std::move(path);
}

Result<Candidates> find_candidates(const std::vector<identity::SettingsRule>& rules,
                                   const Places& places, const ReadOnlyFiles& files,
                                   const CaptureOptions& options) {
    Walk walk(places, files, options);
    for (const auto& rule : rules) {
        if (auto done = walk.follow(rule); !done) return done.error();
    }
    return std::move(walk).found();
}

} // namespace ferry::settings
