// lib/ID/ID.nuspec says what is here, .chocolatey/ID.VERSION/.pin what is pinned.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/choco/library.hpp"

#include "plugins/choco/names.hpp"
#include "plugins/choco/nuspec.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace ferry::choco {
namespace {

constexpr const char* kEnvironment =
    "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment";
constexpr std::array<const char*, 2> kDefaults = {"C:/ProgramData/chocolatey", "C:/Chocolatey"};

std::string folder_of_registry(const sdk::Host& host) {
    const auto items = host.registry(kEnvironment);
    if (!items) return {};
    for (const auto& item : *items) {
        if (lower(item.name) != "chocolateyinstall" || item.data.size() < 3) continue;
        auto path = item.data;
        std::replace(path.begin(), path.end(), '\\', '/');
        return path;
    }
    return {};
}

/// Nothing where the folder is no package, or one that is not whole.
Result<std::string> nuspec_in(const sdk::Host& host, const std::string& folder,
                              const std::string& name) {
    const auto entries = host.list_dir(folder);
    if (!entries) return entries.error();
    std::string found;
    for (const auto& entry : *entries) {
        if (entry.name == ".chocolateyPending") return std::string();
        if (lower(entry.name) == lower(name) + ".nuspec") found = folder + "/" + entry.name;
    }
    return found;
}

/// "4.2" and "4.2.0.0" are one version; choco has written both.
std::string normal(std::string version) {
    while (version.ends_with(".0"))
        version.resize(version.size() - 2);
    return version;
}

Result<std::set<std::string>> pinned_in(const sdk::Host& host, const std::string& folder) {
    std::set<std::string> pinned;
    const auto states = host.list_dir(folder);
    if (!states && states.error().code == Code::NotFound) return pinned;
    if (!states) return states.error();
    for (const auto& state : *states) {
        const auto files = host.list_dir(folder + "/" + state.name);
        if (!files) continue;
        if (std::any_of(files->begin(), files->end(),
                        [](const auto& file) { return file.name == ".pin"; }))
            pinned.insert(normal(lower(state.name)));
    }
    return pinned;
}

} // namespace

std::string folder(const sdk::Host& host) {
    auto told = folder_of_registry(host);
    if (!told.empty() && host.list_dir(told)) return told;
    for (const auto* place : kDefaults) {
        if (host.list_dir(place)) return place;
    }
    return {};
}

Result<std::vector<Installed>> installed(const sdk::Host& host) {
    const auto top = folder(host);
    std::vector<Installed> all;
    const auto packages = host.list_dir(top + "/lib");
    if (!packages && packages.error().code == Code::NotFound) return all;
    if (!packages) return packages.error();
    const auto pinned = pinned_in(host, top + "/.chocolatey");
    if (!pinned) return pinned.error();
    std::set<std::string> needed;
    for (const auto& entry : *packages) {
        if (entry.kind != sdk::EntryKind::Folder) continue;
        const auto file = nuspec_in(host, top + "/lib/" + entry.name, entry.name);
        if (!file) return file.error();
        if (file->empty()) continue;
        const auto content = host.read_file(*file);
        if (!content) return content.error();
        auto nuspec = parse_nuspec(*content);
        if (!nuspec) return nuspec.error().under(*file);
        for (const auto& dependency : nuspec->dependencies)
            needed.insert(lower(dependency));
        const bool pin = pinned->contains(normal(lower(nuspec->id + "." + nuspec->version)));
        all.push_back({nuspec->id, nuspec->version, nuspec->title, nuspec->authors, false, pin});
    }
    for (auto& one : all)
        one.needed = needed.contains(lower(one.id));
    return all;
}

} // namespace ferry::choco
