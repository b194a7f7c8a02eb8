// The installations of this machine and what is deployed in each, read from their folders.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/flatpak/names.hpp"
#include "plugins/flatpak/repo_config.hpp"

#include <ferry/plugin.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ferry::flatpak {

struct Installation {
    std::string name; // "user", "system", or as /etc/flatpak/installations.d calls it
    std::string path; // as the machine itself would say it
    RepoConfig config;

    ferry_scope scope() const { return name == "user" ? FERRY_SCOPE_USER : FERRY_SCOPE_SYSTEM; }
    /// "--user", "--system", "--installation=NAME"
    std::string option() const;
};

struct Deployed {
    Ref ref;
    std::string origin, commit, name, version;
    bool current = false; // what the bare id stands for, among several branches
    bool masked = false;
    bool pinned = false;
};

/// Those that are there; the person's own first. Errors: Denied, Io, BadData with file and line.
Result<std::vector<Installation>> installations(const sdk::Host& host);

/// Sorted by ref. Errors: Denied, Io, BadData with file and offset: a ref that cannot be read is
/// never left out.
Result<std::vector<Deployed>> deployed(const sdk::Host& host, const Installation& installation);

} // namespace ferry::flatpak
