// The table of databases, and looking at them.
// SPDX-License-Identifier: Apache-2.0
#include "core/agent/change_watch.hpp"
#include "core/platform/rooted_path.hpp"

#include <array>
#include <string_view>

namespace ferry::agent {
namespace {

struct Database {
    std::string_view path; // "~/": in the person's home folder
    bool with_entries = false;
};

/// What the plugins read. A place that a machine has not costs one failed question.
constexpr std::array<Database, 25> kDatabases = {{
    {"/var/lib/dpkg/status"}, // apt
    {"/var/lib/apt/extended_states"},
    {"/usr/lib/sysimage/rpm/rpmdb.sqlite"}, // dnf
    {"/usr/lib/sysimage/rpm/rpmdb.sqlite-wal"},
    {"/var/lib/rpm/rpmdb.sqlite"},
    {"/var/lib/rpm/rpmdb.sqlite-wal"},
    {"/var/lib/dnf/history.sqlite"},
    {"/var/lib/flatpak/.changed"}, // flatpak touches it after every change
    {"~/.local/share/flatpak/.changed"},
    {"/opt/homebrew/Cellar", true}, // brew
    {"/opt/homebrew/Caskroom", true},
    {"/usr/local/Cellar", true},
    {"/usr/local/Caskroom", true},
    {"/home/linuxbrew/.linuxbrew/Cellar", true},
    {"/home/linuxbrew/.linuxbrew/Caskroom", true},
    {"C:/ProgramData/chocolatey/lib", true}, // choco
    {"C:/Chocolatey/lib", true},
    {"/usr/local/share/applications"}, // traces
    {"~/.local/share/applications"},
    {"/opt"},
    {"/Applications"},
    {"~/Applications"},
    {"~/AppImages"},
    {"~/.local/bin"},
    {"~/bin"},
}};

void add(std::string& state, const std::filesystem::path& path, const FileInfo& info) {
    state += to_utf8(path) + ' ' + std::to_string(info.modified_ns) + ' ' +
             std::to_string(info.bytes) + '\n';
}

} // namespace

FileWatch::FileWatch(const ReadOnlyFiles& files, const std::filesystem::path& root,
                     const std::filesystem::path& home)
    : files_(files) {
    for (const auto& database : kDatabases) {
        auto path = std::string(database.path);
        if (path.starts_with("~/")) path.replace(0, 1, to_utf8(home));
        if (auto place = path_below(root, path)) places_.push_back({*place, database.with_entries});
    }
}

std::string FileWatch::state() {
    std::string state;
    for (const auto& place : places_) {
        const auto info = files_.info(place.path);
        if (!info) continue;
        add(state, place.path, *info);
        if (!place.with_entries) continue;
        const auto entries = files_.list(place.path);
        if (!entries) continue;
        for (const auto& entry : *entries) {
            const auto path = place.path / from_utf8(entry.name);
            if (const auto inside = files_.info(path)) add(state, path, *inside);
        }
    }
    return state;
}

} // namespace ferry::agent
