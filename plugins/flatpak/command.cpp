// The command lines of flatpak.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/flatpak/command.hpp"

#include <chrono>
#include <utility>

namespace ferry::flatpak {

using namespace std::chrono_literals;

sdk::Command query_command(const sdk::Host& host, std::vector<std::string> arguments) {
    sdk::Command command;
    command.argv = std::move(arguments);
    command.argv.insert(command.argv.begin(), "flatpak");
    command.timeout = 3min;
    command.environment = {{"FLATPAK_FANCY_OUTPUT", "0"}};
    const std::string root(sdk::from_abi(host.facts().root));
    if (root != "/") {
        const std::string home(sdk::from_abi(host.facts().home));
        command.environment.emplace_back("FLATPAK_SYSTEM_DIR", root + "/var/lib/flatpak");
        command.environment.emplace_back("FLATPAK_USER_DIR", root + home + "/.local/share/flatpak");
    }
    return command;
}

sdk::Command change_command(const sdk::Host& host, std::vector<std::string> arguments) {
    auto command = query_command(host, std::move(arguments));
    command.timeout = 6h;
    command.interrupt = 30s;
    return command;
}

} // namespace ferry::flatpak
