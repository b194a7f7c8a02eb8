// app|runtime/ID/ARCH/BRANCH/active/deploy: the link "active" is what makes a ref installed.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/flatpak/installation.hpp"

#include "plugins/flatpak/deploy.hpp"
#include "plugins/flatpak/keyfile.hpp"

#include <algorithm>
#include <utility>

namespace ferry::flatpak {
namespace {

constexpr std::string_view kSystem = "/var/lib/flatpak";
constexpr std::string_view kExtra = "/etc/flatpak/installations.d";

/// The names of folders and links; none where there is no such folder.
Result<std::vector<std::string>> folders_in(const sdk::Host& host, const std::string& path) {
    const auto entries = host.list_dir(path);
    if (!entries && entries.error().code == Code::NotFound) return std::vector<std::string>{};
    if (!entries) return entries.error();
    std::vector<std::string> names;
    for (const auto& entry : *entries) {
        if (entry.kind == sdk::EntryKind::Folder) names.push_back(entry.name);
    }
    return names;
}

Result<void> add_if_there(const sdk::Host& host, std::string name, std::string path,
                          std::vector<Installation>& all) {
    const auto file = path + "/repo/config";
    const auto content = host.read_file(file);
    if (!content && content.error().code == Code::NotFound) return {};
    if (!content) return content.error();
    auto config = parse_repo_config(*content);
    if (!config) return config.error().under(file);
    all.push_back({std::move(name), std::move(path), std::move(*config)});
    return {};
}

Result<void> add_extra(const sdk::Host& host, std::vector<Installation>& all) {
    const auto entries = host.list_dir(kExtra);
    if (!entries && entries.error().code == Code::NotFound) return {};
    if (!entries) return entries.error();
    for (const auto& entry : *entries) {
        if (!entry.name.ends_with(".conf")) continue;
        const auto file = std::string(kExtra) + "/" + entry.name;
        const auto content = host.read_file(file);
        if (!content) return content.error();
        const auto lines = parse_keyfile(*content);
        if (!lines) return lines.error().under(file);
        for (const auto& line : *lines) {
            const auto name = quoted_name(line.group, "Installation");
            if (!is_remote(name) || line.key != "Path" || !line.value.starts_with('/')) continue;
            if (auto added = add_if_there(host, std::string(name), std::string(line.value), all);
                !added)
                return added;
        }
    }
    return {};
}

bool any_matches(const std::vector<std::string>& patterns, const Ref& ref) {
    return std::any_of(patterns.begin(), patterns.end(),
                       [&](const std::string& pattern) { return matches(pattern, ref); });
}

class Walk {
public:
    Walk(const sdk::Host& host, const Installation& installation)
        : host_(host), installation_(installation) {}

    Result<std::vector<Deployed>> run() {
        for (const bool runtime : {false, true}) {
            const auto top = installation_.path + (runtime ? "/runtime" : "/app");
            const auto ids = folders_in(host_, top);
            if (!ids) return ids.error();
            for (const auto& id : *ids) {
                if (!is_app_id(id)) continue; // Flatpak leaves scratch folders here
                if (const auto done = walk_id(runtime, id, top + "/" + id); !done)
                    return done.error();
            }
        }
        return std::move(found_);
    }

private:
    Result<void> walk_id(bool runtime, const std::string& id, const std::string& path) {
        const auto first = found_.size();
        const auto archs = folders_in(host_, path);
        if (!archs) return archs.error();
        for (const auto& arch : *archs) {
            const auto branches = folders_in(host_, path + "/" + arch);
            if (!branches) return branches.error();
            for (const auto& branch : *branches) {
                const Ref ref{runtime, id, arch, branch};
                if (!is_arch(arch) || !is_branch(branch)) continue;
                if (const auto read = read_ref(ref, path + "/" + arch + "/" + branch); !read)
                    return read;
            }
        }
        mark_current(first, path);
        return {};
    }

    Result<void> read_ref(const Ref& ref, const std::string& path) {
        const auto file = path + "/active/deploy";
        const auto content = host_.read_file(file);
        if (!content && content.error().code == Code::NotFound) return broken_or_gone(path);
        if (!content) return content.error();
        const auto deploy = parse_deploy(*content);
        if (!deploy) return deploy.error().under(file);
        found_.push_back({ref, std::string(deploy->origin), std::string(deploy->commit),
                          std::string(deploy->name), std::string(deploy->version), false,
                          any_matches(installation_.config.masked, ref),
                          any_matches(installation_.config.pinned, ref)});
        return {};
    }

    /// Without the link nothing is installed; with it, the file must be there.
    Result<void> broken_or_gone(const std::string& path) const {
        const auto entries = host_.list_dir(path);
        if (!entries) return {};
        const bool active = std::any_of(entries->begin(), entries->end(),
                                        [](const auto& entry) { return entry.name == "active"; });
        if (!active) return {};
        return Error{Code::BadData, path + "/active/deploy: is missing, although the branch is "
                                           "active; flatpak repair may mend it"};
    }

    /// The only branch, or the one that the link "current" leads to.
    void mark_current(std::size_t first, const std::string& path) {
        if (found_.size() == first + 1) found_.back().current = true;
        if (found_.size() <= first + 1) return;
        const auto content = host_.read_file(path + "/current/active/deploy");
        const auto deploy = content ? parse_deploy(*content) : Result<Deploy>(content.error());
        for (std::size_t i = first; i < found_.size(); ++i)
            found_[i].current = deploy && found_[i].commit == deploy->commit;
    }

    const sdk::Host& host_;
    const Installation& installation_;
    std::vector<Deployed> found_;
};

} // namespace

std::string Installation::option() const {
    if (name == "user" || name == "system") return "--" + name;
    return "--installation=" + name;
}

Result<std::vector<Installation>> installations(const sdk::Host& host) {
    std::vector<Installation> all;
    const std::string home(sdk::from_abi(host.facts().home));
    if (!home.empty()) {
        if (auto added = add_if_there(host, "user", home + "/.local/share/flatpak", all); !added)
            return added.error();
    }
    if (auto added = add_if_there(host, "system", std::string(kSystem), all); !added)
        return added.error();
    if (auto added = add_extra(host, all); !added) return added.error();
    return all;
}

Result<std::vector<Deployed>> deployed(const sdk::Host& host, const Installation& installation) {
    return Walk(host, installation).run();
}

} // namespace ferry::flatpak
