// GLib's keyfiles: groups in brackets, lines of key=value.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <string_view>
#include <vector>

namespace ferry::flatpak {

/// Views into the content.
struct KeyLine {
    std::string_view group, key, value;
};

/// In the order of the file. Errors: BadData with the line.
Result<std::vector<KeyLine>> parse_keyfile(std::string_view content);

/// "x" of the group `KIND "x"`; empty where the group is of another kind.
std::string_view quoted_name(std::string_view group, std::string_view kind);

} // namespace ferry::flatpak
