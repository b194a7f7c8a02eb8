// Places by system. The lists follow what the systems themselves document.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/places.hpp"

#include "core/base/text.hpp"
#include "core/platform/files.hpp"

#include <algorithm>
#include <array>

namespace ferry::settings {
namespace {

constexpr std::array<std::string_view, 8> kNames = {
    "home", "config", "data", "roaming", "local", "app_support", "preferences", "documents"};

struct Custom {
    std::string_view system;
    std::string_view name;
    std::string_view below_home;
};

constexpr std::array<Custom, 11> kCustoms = {{
    {"windows", "roaming", "AppData/Roaming"},
    {"windows", "local", "AppData/Local"},
    {"windows", "documents", "Documents"},
    {"macos", "app_support", "Library/Application Support"},
    {"macos", "preferences", "Library/Preferences"},
    {"macos", "config", ".config"},
    {"macos", "data", ".local/share"},
    {"macos", "documents", "Documents"},
    {"linux", "config", ".config"},
    {"linux", "data", ".local/share"},
    {"linux", "documents", "Documents"},
}};

constexpr std::string_view kForbiddenBytes("\\:{}\0", 5);

Error bad(std::string_view path, const std::string& why) {
    return {Code::BadData, "settings path \"" + printable(path) + "\": " + why};
}

} // namespace

Places customary_places(const std::string& system, const std::filesystem::path& home) {
    Places places{system, {{"home", home}}};
    for (const auto& custom : kCustoms) {
        if (custom.system == system)
            places.folders[std::string(custom.name)] = home / from_utf8(custom.below_home);
    }
    return places;
}

Result<std::filesystem::path> resolve(const Places& places, std::string_view path) {
    const auto end = path.find("}/");
    if (!path.starts_with('{') || end == std::string_view::npos)
        return bad(path, "begins with no place such as {home}/");
    const std::string name(path.substr(1, end - 1));
    if (std::find(kNames.begin(), kNames.end(), name) == kNames.end())
        return bad(path, "there is no place {" + printable(name) + "}");

    const auto below = path.substr(end + 2);
    if (below.find_first_of(kForbiddenBytes) != std::string_view::npos)
        return bad(path, "has a backslash, colon, brace or zero byte");
    if (!valid_utf8(below)) return bad(path, "is not UTF-8");
    for (const auto& part : split(below, '/')) {
        if (part.empty() || part == "." || part == "..")
            return bad(path, "has an empty part, \".\" or \"..\"");
    }

    const auto folder = places.folders.find(name);
    if (folder == places.folders.end())
        return Error{Code::NotSupported, places.system + " has no place {" + name + "}"};
    return folder->second / from_utf8(below);
}

} // namespace ferry::settings
