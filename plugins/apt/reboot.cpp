// Which packages ask for a restart of the machine before they are complete.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/reboot.hpp"

#include "plugins/kit/words.hpp"

#include <algorithm>
#include <iterator>

namespace ferry::apt {

std::set<std::string> reboot_wishes(const sdk::Host& host) {
    std::set<std::string> wishes;
    if (host.read_file("/run/reboot-required")) wishes.insert("");
    if (const auto names = host.read_file("/run/reboot-required.pkgs")) {
        for (const auto line : kit::lines_of(*names))
            wishes.emplace(kit::trimmed(line));
    }
    return wishes;
}

std::set<std::string> new_wishes(const std::set<std::string>& before,
                                 const std::set<std::string>& after) {
    std::set<std::string> added;
    std::set_difference(after.begin(), after.end(), before.begin(), before.end(),
                        std::inserter(added, added.end()));
    return added;
}

} // namespace ferry::apt
