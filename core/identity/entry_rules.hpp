// The rules of an entry that are not grammar of an installer: categories, paths, order of keys.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <string_view>

namespace ferry::identity {

inline constexpr std::string_view kSchema = "../../schema/software-1.json";

inline constexpr std::array<std::string_view, 10> kEntryKeys = {
    "$schema",  "id",     "name",     "homepage", "category",
    "packages", "traces", "settings", "like",     "evidence"};
inline constexpr std::array<std::string_view, 5> kPackageKeys = {"id", "on", "install", "needs",
                                                                 "note"};
inline constexpr std::array<std::string_view, 3> kSystems = {"windows", "macos", "linux"};
inline constexpr std::array<std::string_view, 4> kPathKeys = {"windows", "macos", "linux",
                                                              "flatpak"};
inline constexpr std::array<std::string_view, 6> kSettingsKeys = {
    "name", "format", "paths", "include", "never", "unconfirmed"};

bool is_category(std::string_view text);
bool is_settings_format(std::string_view text);
bool is_web_address(std::string_view text);
/// Below a named place: "{roaming}/Mozilla/Firefox". No "..", no backslash, no other brace.
bool is_settings_path(std::string_view text);
/// Relative, with wildcards: "*/prefs.js".
bool is_settings_pattern(std::string_view text);
/// A display name with wildcards that begins with at least three plain characters, so that it can
/// be looked up and cannot take everything.
bool is_name_pattern(std::string_view text);
/// A bundle id or desktop id: letters, digits, dots, hyphens, underscores.
bool is_component_id(std::string_view text);

} // namespace ferry::identity
