// winget's own package sources, the only ones whose packages are carried.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <string_view>

namespace ferry::formats {

struct WingetSource {
    std::string_view name;
    std::string_view argument; // its address
    std::string_view identifier;
    std::string_view type;
    std::string_view former_argument; // older exports name it
};

/// winget, msstore.
extern const std::array<WingetSource, 2> kWingetSources;

/// winget matches sources by type and identifier; the name is free. Null: not one of its own.
const WingetSource* winget_source(std::string_view identifier, std::string_view type);

/// The source that an id belongs to by its form: store ids are 12 or 14 capitals and digits.
const WingetSource& winget_source_of(std::string_view id);

} // namespace ferry::formats
