// What is installed, from rpm's own database.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/plugin.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ferry::dnf {

/// What dnf5 remembers; there only where dnf5 took over.
constexpr std::string_view kDnf5Packages = "/usr/lib/sysimage/libdnf5/packages.toml";

struct Installed {
    std::string
        id; // native id; of several versions of one package the older ones have theirs in it
    std::string name, evr, arch, vendor, summary, repository;
    ferry_reason reason = FERRY_REASON_UNKNOWN;
    bool held = false;
};

/// In the order of the database; keys of signatures left out. Read from rpmdb.sqlite with its log,
/// or, where the database is of an older kind, asked of rpm. Errors: Denied, Io, BadData with file
/// and place, ToolFailed and those of run.
Result<std::vector<Installed>> read_database(const sdk::Host& host);

} // namespace ferry::dnf
