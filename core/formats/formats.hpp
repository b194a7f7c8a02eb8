// The foreign formats, as a table: a new one is a row here and a file beside.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/formats/manifest.hpp"

#include <span>
#include <string_view>

namespace ferry::formats {

struct Format {
    const char* name;      // as --to and --format take it: "brewfile"
    const char* title;     // for people: "Homebrew Brewfile"
    const char* installer; // whose packages it lists, so what a conversion to it has to map to
    Reader read;           // null: not read
    Writer write;          // null: not written
};

/// Sorted by name: apt, brewfile, choco, winget.
std::span<const Format> all_formats();

/// Null where there is none of that name.
const Format* find_format(std::string_view name);

/// The format of a file that is to be read: by its name, and where that says nothing, by what
/// stands in it. Null: none that is read here. `content` may be the beginning only.
const Format* detect_format(std::string_view file_name, std::string_view content);

} // namespace ferry::formats
