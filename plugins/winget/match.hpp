// Which program in Windows' register is which package.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/winget/export.hpp"
#include "plugins/winget/programs.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ferry::winget {

struct Record;

struct Known {
    std::string id, version, source;
    std::optional<std::size_t> program; // its place in the list of programs
};

/// Every package that winget knows, once, in the order of ids, each with its program where that is
/// certain: the id stands in the register, winget recorded the product code, or name and version
/// agree and nothing else fits. A record without its program is left out.
std::vector<Known> matched(const std::vector<Program>& programs, const std::vector<Record>& records,
                           const std::vector<Exported>& exported);

} // namespace ferry::winget
