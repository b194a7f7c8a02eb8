// One catalog entry, whole, and the strict parser of its file.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/identity/finding.hpp"
#include "core/identity/settings_rule.hpp"
#include "core/model/ids.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::identity {

/// A package value: {"id": ..., "on": ..., "install": ..., "needs": [...]}.
struct EntryPackage {
    NativeId id;
    std::string on;                   // condition; empty: everywhere
    std::vector<std::string> install; // silent-install options that the installer understands
    std::vector<std::string> needs;   // repositories, taps, remotes to be added first
    std::string note{};               // why it is right although no index table has it

    bool operator==(const EntryPackage&) const = default;
};

/// How software is known by that no installer manages. Empty fields are not compared.
struct TraceRule {
    std::string name;      // windows: display name with wildcards
    std::string publisher; // windows: with wildcards
    std::string bundle;    // macos: bundle id
    std::string desktop;   // linux: desktop file id without ".desktop"

    bool operator==(const TraceRule&) const = default;
};

struct Entry {
    SoftwareId id;
    std::string name;
    std::string homepage;
    std::string category;
    std::map<InstallerId, std::vector<EntryPackage>> packages; // each in order of preference
    std::map<std::string, std::vector<TraceRule>> traces;      // "windows", "macos", "linux"
    std::vector<SettingsRule> settings;
    std::vector<SoftwareId> like;
    std::vector<std::string> evidence; // of a proposed entry: why it is believed
    bool proposed = false;             // stands below proposed/
    std::string file;                  // "software/f/firefox.json"

    bool operator==(const Entry&) const = default;
};

/// Where the parts of an entry stand in its file, for findings that concern several files.
struct EntryLines {
    std::size_t id = 0;
    std::map<InstallerId, std::vector<std::size_t>> packages; // as Entry::packages
    std::vector<std::size_t> like;                            // as Entry::like
};

struct ParsedEntry {
    Entry entry;
    EntryLines lines;
    std::vector<Finding> findings; // in the order of the file

    /// Without errors; warnings do not make an entry unusable.
    bool usable() const { return !has_errors(findings); }
};

/// `file` is the path below the catalog's folder, with '/'. Pure.
ParsedEntry parse_entry(const std::string& file, std::string_view text);

/// Where the entry of `id` has to stand: "software/f/firefox.json".
std::string entry_path(const SoftwareId& id, bool proposed = false);

constexpr std::size_t kMaxEntryBytes = 64u << 10;

} // namespace ferry::identity
