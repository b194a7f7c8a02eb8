// What Homebrew has on offer now.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/brew/names.hpp"

#include <ferry/plugin.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ferry::brew {

struct Offered {
    Name name;
    std::string version;
};

/// `brew info --json=v2` and `brew outdated --json=v2`. Errors: BadData with the line.
Result<std::vector<Offered>> parse_info(std::string_view out);
Result<std::vector<Offered>> parse_outdated(std::string_view out);

Result<void> look_up(const sdk::Host& host, sdk::Ids ids);
Result<void> outdated(const sdk::Host& host);

} // namespace ferry::brew
