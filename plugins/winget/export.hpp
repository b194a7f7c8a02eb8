// `winget export`: the ids that winget itself finds for what is installed.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/plugin.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ferry::winget {

struct Exported {
    std::string id, version, source;
};

/// The schema 1.0 or 2.0. Errors: BadData with the line or the package's place.
Result<std::vector<Exported>> parse_export(std::string_view text);

/// Lets winget write its list anew and reads it. It takes seconds; below another root winget cannot
/// be asked, and the list that lies there counts, if there is one.
/// Errors: those of run(), ToolFailed and Network in winget's own code, BadData.
Result<std::vector<Exported>> exported(const sdk::Host& host);
/// The list as it was written last; empty where there is none.
Result<std::vector<Exported>> last_export(const sdk::Host& host);

} // namespace ferry::winget
