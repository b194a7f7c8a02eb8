// Which packages apt installed by itself, for others' sake.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <string_view>
#include <vector>

namespace ferry::apt {

/// The views point into the text that was parsed. `arch` is never "all": apt writes the native
/// architecture for those.
struct AutomaticMark {
    std::string_view name;
    std::string_view arch;
};

/// Only marks that are set. Errors: BadData, "line 12: ...".
Result<std::vector<AutomaticMark>> parse_extended_states(std::string_view text);

} // namespace ferry::apt
