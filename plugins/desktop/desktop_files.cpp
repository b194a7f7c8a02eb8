// ~/.local/share/applications and /usr/local/share/applications: what a package brings lies below
// /usr/share, and flatpak and snap have folders of their own.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/desktop/desktop_files.hpp"

#include "plugins/desktop/desktop_entry.hpp"

#include <algorithm>
#include <map>

namespace ferry::desktop {
namespace {

constexpr int kDeepest = 4;
constexpr std::size_t kMost = 5000; // a folder with more is no folder of starters
constexpr std::string_view kSuffix = ".desktop";

class Search {
public:
    explicit Search(const sdk::Host& host) : host_(host) {}

    /// `prefix`: of the ids of what lies in `folder`; a folder below counts with a hyphen.
    void look_in(const std::string& folder, const std::string& prefix, int depth) {
        const auto entries = host_.list_dir(folder);
        if (!entries) {
            if (entries.error().code != Code::NotFound)
                host_.log(FERRY_LOG_WARNING, "cannot read the folder " + folder);
            return;
        }
        for (const auto& entry : *entries) {
            if (entry.kind == sdk::EntryKind::Folder && depth < kDeepest)
                look_in(folder + "/" + entry.name, prefix + entry.name + "-", depth + 1);
            else if (entry.name.size() > kSuffix.size() && entry.name.ends_with(kSuffix))
                consider(folder + "/" + entry.name,
                         prefix + entry.name.substr(0, entry.name.size() - kSuffix.size()));
        }
    }

    std::vector<Starter> finish() {
        std::vector<Starter> all;
        for (auto& [id, entry] : found_) {
            if (entry.type == "Application" && !entry.hidden && !entry.of_others &&
                !entry.name.empty())
                all.push_back({id, entry.name, entry.version, entry.exec});
        }
        return all;
    }

private:
    void consider(const std::string& file, const std::string& id) {
        if (found_.size() >= kMost || found_.contains(id)) return;
        const auto text = host_.read_file(file);
        // A link that leads nowhere is what is left of a program.
        if (text)
            found_.emplace(id, parse_desktop_entry(*text));
        else if (text.error().code != Code::NotFound)
            host_.log(FERRY_LOG_WARNING, "cannot read " + file);
    }

    const sdk::Host& host_;
    std::map<std::string, DesktopEntry> found_; // hidden ones too: they hide those behind them
};

} // namespace

std::vector<Starter> desktop_files(const sdk::Host& host) {
    Search search(host);
    const std::string home(sdk::from_abi(host.facts().home));
    if (!home.empty()) search.look_in(home + "/.local/share/applications", {}, 0);
    search.look_in("/usr/local/share/applications", {}, 0);
    return search.finish();
}

bool started_by(const std::vector<Starter>& starters, std::string_view path) {
    return std::any_of(starters.begin(), starters.end(), [&](const Starter& starter) {
        return starter.exec.find(path) != std::string::npos;
    });
}

} // namespace ferry::desktop
