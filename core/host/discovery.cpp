// Looking for plugin.json in the folders of the search path.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/discovery.hpp"

#include "core/host/library_name.hpp"
#include "core/platform/registry.hpp"
#include "core/platform/rooted_path.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace ferry::host {
namespace {

/// Whoever can write a plugin, or the folder it is in, runs code as the person who uses Ferry.
std::optional<Problem> untrusted(const ReadOnlyFiles& files, const std::filesystem::path& path) {
    const auto info = files.info(path);
    const auto name = to_utf8(path);
    if (!info)
        return Problem{name, info.error().message, "reinstall the plugin", info.error().code};
    if (info->kind == FileKind::Link)
        return Problem{name, "refused: is a link, and who may change where it leads is not told",
                       "name the place that it leads to", Code::Denied};
    if (info->writable_by_others)
        return Problem{name, "refused: other users may write it", "chmod go-w " + name,
                       Code::Denied};
    if (!info->owned_by_us_or_root)
        return Problem{name, "refused: it belongs to another user",
                       "chown it to root or to yourself: sudo chown root " + name, Code::Denied};
    return std::nullopt;
}

class Search {
public:
    Search(const ReadOnlyFiles& files, const Device& device, const std::filesystem::path& root)
        : files_(files), device_(device), root_(root), registry_(registry_below(files, root)) {}

    void look_in(const std::filesystem::path& folder) {
        const auto entries = files_.list(folder);
        if (!entries) {
            if (entries.error().code != Code::NotFound)
                report_.problems.push_back(
                    {to_utf8(folder), entries.error().message, "", entries.error().code});
            return;
        }
        if (auto problem = untrusted(files_, folder))
            return report_.problems.push_back(std::move(*problem));
        for (const auto& entry : *entries) {
            if (entry.kind == FileKind::Folder) consider(folder / from_utf8(entry.name));
        }
    }

    Report<std::vector<FoundPlugin>> finish() {
        for (auto& [id, plugin] : found_)
            report_.value.push_back(std::move(plugin));
        return std::move(report_);
    }

private:
    void consider(const std::filesystem::path& folder) {
        const auto file = folder / "plugin.json";
        const auto text = files_.read(file, 64 * 1024);
        if (!text && text.error().code == Code::NotFound) return; // some other folder
        const auto manifest = text ? parse_manifest(*text) : Result<PluginManifest>(text.error());
        if (!manifest) {
            report_.problems.push_back({to_utf8(file), manifest.error().message,
                                        "reinstall the plugin, or remove its folder",
                                        manifest.error().code});
            return;
        }
        if (!works_here(*manifest)) return;
        if (const auto earlier = found_.find(manifest->id); earlier != found_.end()) {
            report_.problems.push_back(
                {to_utf8(file), "not used: " + to_utf8(earlier->second.library) + " comes first",
                 "", Code::Conflict});
            return;
        }
        const auto library = folder / library_file_name(manifest->library);
        for (const auto& path : {folder, file, library}) {
            if (auto problem = untrusted(files_, path))
                return report_.problems.push_back(std::move(*problem));
        }
        found_.emplace(manifest->id, FoundPlugin{*manifest, std::filesystem::absolute(library),
                                                 present(*manifest)});
    }

    /// Another machine's tree may be of any system: what lies in it tells.
    bool works_here(const PluginManifest& manifest) const {
        const auto& systems = manifest.systems;
        return root_ != root_.root_path() ||
               std::find(systems.begin(), systems.end(), device_.os) != systems.end();
    }

    bool present(const PluginManifest& manifest) const {
        return manifest.present.empty() ||
               std::any_of(manifest.present.begin(), manifest.present.end(),
                           [&](const auto& place) { return is_there(place); });
    }

    bool is_there(const std::string& place) const {
        if (place.starts_with("HKLM\\") || place.starts_with("HKCU\\"))
            return registry_->may_exist(place);
        const auto path = path_below(root_, place);
        return path && files_.exists(*path);
    }

    const ReadOnlyFiles& files_;
    const Device& device_;
    const std::filesystem::path& root_;
    std::unique_ptr<Registry> registry_;
    std::map<InstallerId, FoundPlugin> found_;
    Report<std::vector<FoundPlugin>> report_;
};

} // namespace

Report<std::vector<FoundPlugin>> find_plugins(const ReadOnlyFiles& files,
                                              const std::vector<std::filesystem::path>& folders,
                                              const Device& device,
                                              const std::filesystem::path& root) {
    Search search(files, device, root);
    for (const auto& folder : folders)
        search.look_in(folder);
    return search.finish();
}

} // namespace ferry::host
