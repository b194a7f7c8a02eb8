// What a person could mistype in an entry, and what a hostile one could try.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/entry_rules.hpp"

#include "core/base/text.hpp"

#include <algorithm>

namespace ferry::identity {
namespace {

constexpr std::string_view kCategories[] = {
    "ai",        "api",         "archive",   "audio",    "backup",   "browser",        "chat",
    "cli",       "cloud",       "container", "database", "devtool",  "download",       "editor",
    "education", "electronics", "games",     "graphics", "ide",      "language",       "mail",
    "media",     "network",     "notes",     "office",   "password", "science",        "security",
    "shell",     "sync",        "system",    "terminal", "utility",  "virtualisation", "vpn"};

constexpr std::string_view kFormats[] = {"binary", "ini",  "json", "lua", "script",
                                         "sqlite", "text", "toml", "xml", "yaml"};

constexpr std::string_view kPlaces[] = {"{home}",  "{config}",      "{data}",        "{roaming}",
                                        "{local}", "{app_support}", "{preferences}", "{documents}"};

bool has_parent_or_empty_part(std::string_view path) {
    const auto parts = split(path, '/');
    return std::any_of(parts.begin(), parts.end(), [](const std::string& part) {
        return part.empty() || part == "." || part == "..";
    });
}

bool has_any_of(std::string_view text, std::string_view unwanted) {
    return text.find_first_of(unwanted) != std::string_view::npos;
}

} // namespace

bool is_category(std::string_view text) {
    return std::find(std::begin(kCategories), std::end(kCategories), text) != std::end(kCategories);
}

bool is_settings_format(std::string_view text) {
    return std::find(std::begin(kFormats), std::end(kFormats), text) != std::end(kFormats);
}

bool is_web_address(std::string_view text) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (text.starts_with(scheme))
            return text.size() > scheme.size() && !has_any_of(text, " \"<>\\");
    }
    return false;
}

bool is_settings_path(std::string_view text) {
    for (const auto place : kPlaces) {
        if (!text.starts_with(place)) continue;
        const auto rest = text.substr(place.size());
        return rest.size() > 1 && rest.front() == '/' && !has_any_of(rest, "\\{}:") &&
               !has_parent_or_empty_part(rest.substr(1));
    }
    return false;
}

bool is_settings_pattern(std::string_view text) {
    return !text.empty() && !has_any_of(text, "\\{}:") && !has_parent_or_empty_part(text);
}

bool is_name_pattern(std::string_view text) {
    return text.size() >= 3 && !has_any_of(text.substr(0, 3), "*?");
}

bool is_component_id(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '-' || c == '_';
    });
}

} // namespace ferry::identity
