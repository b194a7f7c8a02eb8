// The "deploy" file of an installed ref: a serialised GVariant of the type (ssasta{sv}).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace ferry::flatpak {

/// Views into the file's content.
struct Deploy {
    std::string_view origin; // the remote
    std::string_view commit; // 64 hex digits
    std::uint64_t installed_bytes = 0;
    std::string_view name;    // "appdata-name"; empty: the app says none
    std::string_view version; // "appdata-version"
};

/// Form: Flatpak 1.0 to 1.18; the format of GVariant is fixed by GLib's specification. Values of
/// unknown keys are skipped. Errors: BadData with the offset.
Result<Deploy> parse_deploy(std::string_view content);

} // namespace ferry::flatpak
