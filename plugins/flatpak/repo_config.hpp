// repo/config of an installation: its remotes, and what is masked or pinned.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/flatpak/names.hpp"

#include <ferry/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ferry::flatpak {

struct RepoConfig {
    std::vector<std::string> remotes; // those that are enabled
    std::vector<std::string> masked;  // patterns of what stays as it is
    std::vector<std::string> pinned;  // patterns of what is kept although nothing needs it
};

/// A keyfile of GLib. Errors: BadData with the line.
Result<RepoConfig> parse_repo_config(std::string_view content);

/// Flatpak's patterns: "org.example.Hello", "app/org.example.*", "runtime/x/*/stable"; parts that
/// are left out match everything.
bool matches(std::string_view pattern, const Ref& ref);

} // namespace ferry::flatpak
