// Reads the settings of one software from this machine. Nothing is written.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/identity/entry.hpp"
#include "core/platform/files.hpp"
#include "core/settings/places.hpp"
#include "core/settings/settings_file.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ferry::settings {

/// A file that was left out, and why.
struct Flagged {
    std::string rule;
    std::string path; // below the rule's folder
    std::size_t line; // 0: the file itself or its name
    std::string what; // "a GitHub token"; "has a name that ..."; never a secret

    bool operator==(const Flagged&) const = default;
};

struct Capture {
    std::vector<SettingsFile> files;
    std::vector<Flagged> flagged;
    std::vector<std::string> absent; // rules whose path this system lacks, or is not here now
    std::vector<std::string> links;  // rule + "/" + path; not followed, left out
};

struct CaptureOptions {
    bool with_secrets = false; // take what the secret scan flags; names are refused still
    std::uint64_t max_bytes = kMaxSettingsBytes;
    std::size_t max_files = kMaxSettingsFiles;
    bool prefer_flatpak = false; // Linux: where the rule says so, the settings of the flatpak
};

/// The file or folder that serves `rule` here, whether or not it exists: "flatpak" of its paths if
/// preferred and told, else the system's. Nothing where the rule or the system has no such place.
std::optional<std::filesystem::path> folder_of(const identity::SettingsRule& rule,
                                               const Places& places, bool prefer_flatpak);

/// Reads what the rules name, minus never, minus what the secret scan flags, minus names that
/// cannot travel; each list is sorted by rule, then path. Links below a place are not followed;
/// sockets and devices are passed over. Where the rule's path is itself a file, its path is the
/// file's name. Errors: BadData (over the limits, naming the biggest file; a path of a rule that
/// breaks its grammar), Io, Denied (a folder or file that we may not read).
Result<Capture> capture(const std::vector<identity::SettingsRule>& rules, const Places& places,
                        const ReadOnlyFiles& files, const CaptureOptions& options);

} // namespace ferry::settings
