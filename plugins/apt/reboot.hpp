// Which packages ask for a restart of the machine before they are complete.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/plugin.hpp>

#include <set>
#include <string>

namespace ferry::apt {

/// /run/reboot-required and the names in the file beside it. A wish without a name is "".
std::set<std::string> reboot_wishes(const sdk::Host& host);

/// What is wished for now and was not before.
std::set<std::string> new_wishes(const std::set<std::string>& before,
                                 const std::set<std::string>& after);

} // namespace ferry::apt
