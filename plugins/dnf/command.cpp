// The command lines of dnf, 4 and 5 alike.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/dnf/command.hpp"

#include "plugins/dnf/database.hpp"
#include "plugins/dnf/rows.hpp"
#include "plugins/kit/words.hpp"

#include <chrono>

namespace ferry::dnf {
namespace {

using namespace std::chrono_literals;
using kit::Verb;

/// VERSION_ID of the tree; dnf cannot find it out by itself for another root.
std::string release_of(const sdk::Host& host) {
    const auto content = host.read_file("/etc/os-release");
    if (!content) return {};
    for (auto line : kit::lines_of(*content)) {
        if (!line.starts_with("VERSION_ID=")) continue;
        line.remove_prefix(11);
        std::string value;
        for (const char c : line) {
            if (c != '"' && c != '\'') value += c;
        }
        return value;
    }
    return {};
}

sdk::Command dnf(const sdk::Host& host, std::vector<std::string> words) {
    sdk::Command command;
    command.argv = {"dnf"};
    const std::string root(sdk::from_abi(host.facts().root));
    if (root != "/") {
        command.argv.push_back("--installroot=" + root);
        if (const auto release = release_of(host); !release.empty())
            command.argv.push_back("--releasever=" + release);
    }
    command.argv.insert(command.argv.end(), words.begin(), words.end());
    command.environment = {{"DNF5_FORCE_COLUMNS", "200"}};
    return command;
}

std::string word_of(Verb verb) {
    return verb == Verb::Install ? "install" : verb == Verb::Remove ? "remove" : "upgrade";
}

sdk::Command verb_command(const sdk::Host& host, const char* answer, Verb verb,
                          const std::vector<std::string>& targets) {
    std::vector<std::string> words = {answer, "--setopt=clean_requirements_on_remove=False",
                                      "--setopt=exit_on_lock=True", word_of(verb), "--"};
    words.insert(words.end(), targets.begin(), targets.end());
    return dnf(host, std::move(words));
}

} // namespace

sdk::Command query_command(const sdk::Host& host, bool upgrades,
                           const std::vector<std::string>& names) {
    std::vector<std::string> words = {"-q", "repoquery", "--latest-limit=1", "--qf", kOfferFormat};
    if (upgrades) words.emplace_back("--upgrades");
    words.emplace_back("--");
    words.insert(words.end(), names.begin(), names.end());
    auto command = dnf(host, std::move(words));
    command.timeout = 5min;
    return command;
}

sdk::Command rehearsal_command(const sdk::Host& host, Verb verb,
                               const std::vector<std::string>& targets) {
    auto command = verb_command(host, "--assumeno", verb, targets);
    command.timeout = 5min;
    command.elevated = true; // dnf4 refuses to rehearse without
    return command;
}

sdk::Command keep_command(const sdk::Host& host, const std::string& target) {
    // dnf5 renamed the mark. Where its files are, it is the one in charge.
    const bool five = host.read_file(std::string(kDnf5Packages)).operator bool();
    auto command = dnf(host, {"-y", "mark", five ? "user" : "install", "--", target});
    command.timeout = 5min;
    command.elevated = true;
    return command;
}

sdk::Command change_command(const sdk::Host& host, Verb verb,
                            const std::vector<std::string>& targets) {
    auto command = verb_command(host, "-y", verb, targets);
    command.timeout = 6h;
    command.interrupt = 10min; // dnf finishes the package at hand
    command.elevated = true;
    return command;
}

} // namespace ferry::dnf
