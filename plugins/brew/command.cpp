// The command lines of brew.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/brew/command.hpp"

#include <chrono>
#include <utility>

namespace ferry::brew {

using namespace std::chrono_literals;
using kit::Verb;

sdk::Command query_command(const sdk::Host& host, const std::string& prefix,
                           std::vector<std::string> words) {
    sdk::Command command;
    const std::string root(sdk::from_abi(host.facts().root));
    command.argv = std::move(words);
    command.argv.insert(command.argv.begin(), (root == "/" ? "" : root) + prefix + "/bin/brew");
    command.timeout = 5min;
    for (const char* name :
         {"HOMEBREW_NO_AUTO_UPDATE", "HOMEBREW_NO_ASK", "HOMEBREW_NO_ANALYTICS",
          "HOMEBREW_NO_ENV_HINTS", "HOMEBREW_NO_COLOR", "HOMEBREW_NO_EMOJI",
          "HOMEBREW_NO_INSTALL_CLEANUP", "HOMEBREW_NO_INSTALL_UPGRADE", "HOMEBREW_NO_AUTOREMOVE"})
        command.environment.emplace_back(name, "1");
    return command;
}

sdk::Command change_command(const sdk::Host& host, const std::string& prefix, Verb verb,
                            const Name& name) {
    const char* word = verb == Verb::Install  ? "install"
                       : verb == Verb::Remove ? "uninstall"
                                              : "upgrade";
    auto command = query_command(host, prefix,
                                 {word, name.cask ? "--cask" : "--formula", "--", name.argument()});
    command.timeout = 6h; // a formula without a bottle is built from its source
    command.interrupt = 1min;
    return command;
}

} // namespace ferry::brew
