// What Chocolatey's sources have on offer now.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/plugin.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ferry::choco {

/// Lines of `--limit-output`: cells between bars, without the heading that some settings add.
/// Errors: BadData with the line.
Result<std::vector<std::vector<std::string>>> parse_limited(std::string_view out,
                                                            std::size_t cells);

Result<void> look_up(const sdk::Host& host, sdk::Ids ids);
Result<void> outdated(const sdk::Host& host);

} // namespace ferry::choco
