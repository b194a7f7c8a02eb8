// The named places of a settings path, "{roaming}/bat", as folders of one system.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace ferry::settings {

/// Where one system keeps a person's things. All absolute folders; they need not exist.
struct Places {
    std::string system; // "windows", "macos", "linux"
    /// "home", "config", "data", "roaming", "local", "app_support", "preferences", "documents";
    /// a place that the system does not have is absent.
    std::map<std::string, std::filesystem::path> folders;
};

/// The customary folders of `system` below `home`. Of an unknown system only "home" is known.
Places customary_places(const std::string& system, const std::filesystem::path& home);

/// "{roaming}/bat" as a path, always at least one name below the place. UTF-8, '/' between names.
/// Errors: BadData (no known place at the front, "..", ".", an empty part, a backslash, colon,
/// brace or zero byte), NotSupported (this system has no such place).
Result<std::filesystem::path> resolve(const Places& places, std::string_view path);

} // namespace ferry::settings
