// The command lines of apt's tools: what is asked is never more than the names that were given.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/apt_command.hpp"

#include <array>
#include <chrono>

namespace ferry::apt {
namespace {

using namespace std::chrono_literals;

constexpr auto kQueryLimit = 2min;      // apt parses all lists again where its cache is turned off
constexpr auto kChangeLimit = 6h;       // the end of it kills dpkg half-way: only for what hangs
constexpr auto kInterruptGrace = 10min; // after an interrupt apt finishes the package at hand
constexpr std::string_view kLockSeconds = "60"; // unattended upgrades are usually done by then

// A name is a name: without the first, "libgmp1." is a regular expression when no package is called
// so. The others undo what an administrator may have set for work by hand: nothing is removed,
// purged, downgraded or taken off hold that nobody asked for.
constexpr std::array<const char*, 7> kSafe = {"APT::Cmd::Pattern-Only=true",
                                              "APT::Get::AutomaticRemove=false",
                                              "APT::Get::Purge=false",
                                              "APT::Get::force-yes=false",
                                              "APT::Get::allow-downgrades=false",
                                              "APT::Get::allow-remove-essential=false",
                                              "APT::Get::allow-change-held-packages=false"};

// A changed settings file is kept, an unchanged one is replaced, and nobody is asked.
constexpr std::array<const char*, 4> kUnattended = {"Dpkg::Options::=--force-confdef",
                                                    "Dpkg::Options::=--force-confold",
                                                    "Dpkg::Use-Pty=0", "APT::Status-Fd=3"};

void add_options(std::vector<std::string>& argv, const auto& options) {
    for (const char* option : options) {
        argv.emplace_back("-o");
        argv.emplace_back(option);
    }
}

void add_targets(std::vector<std::string>& argv, const std::vector<Target>& targets) {
    argv.emplace_back("--");
    for (const auto& target : targets)
        argv.push_back(target.argument());
}

void add_verb(std::vector<std::string>& argv, Verb verb) {
    argv.emplace_back(verb == Verb::Remove ? "remove" : "install");
    if (verb == Verb::Upgrade) argv.emplace_back("--only-upgrade");
}

} // namespace

sdk::Command query_command(std::vector<std::string> argv) {
    sdk::Command command;
    command.argv = std::move(argv);
    command.timeout = kQueryLimit;
    return command;
}

sdk::Command cache_command(std::string_view verb, const std::vector<Target>& targets) {
    std::vector<std::string> argv = {"apt-cache", "-o", "APT::Cmd::Pattern-Only=true",
                                     std::string(verb)};
    if (verb == "show") argv.emplace_back("--no-all-versions");
    add_targets(argv, targets);
    return query_command(std::move(argv));
}

sdk::Command rehearsal_command(Verb verb, const std::vector<Target>& targets) {
    std::vector<std::string> argv = {"apt-get", "-s", "-y", "-q"};
    add_options(argv, kSafe);
    add_verb(argv, verb);
    add_targets(argv, targets);
    return query_command(std::move(argv));
}

sdk::Command change_command(Verb verb, const std::vector<Target>& targets,
                            const AptConfig& config) {
    sdk::Command command;
    command.argv = {"apt-get", "-y", "-q"};
    add_options(command.argv, kSafe);
    add_options(command.argv, kUnattended);
    if (config.lock_timeout.empty()) {
        command.argv.emplace_back("-o");
        command.argv.emplace_back("DPkg::Lock::Timeout=" + std::string(kLockSeconds));
    }
    add_verb(command.argv, verb);
    add_targets(command.argv, targets);
    command.timeout = kChangeLimit;
    command.interrupt = kInterruptGrace;
    command.environment = {{"DEBIAN_FRONTEND", "noninteractive"},
                           {"APT_LISTCHANGES_FRONTEND", "none"},
                           {"NEEDRESTART_MODE", "l"}}; // lists services, restarts none
    command.elevated = true;
    command.status_pipe = true;
    return command;
}

sdk::Command upgrades_command() {
    std::vector<std::string> argv = {"apt-get", "-s", "-y", "-q"};
    add_options(argv, kSafe);
    argv.emplace_back("dist-upgrade");
    return query_command(std::move(argv));
}

sdk::Command mark_command(std::string_view mark, const std::vector<Target>& targets) {
    sdk::Command command = query_command({"apt-mark", std::string(mark)});
    add_targets(command.argv, targets);
    command.elevated = true;
    return command;
}

} // namespace ferry::apt
