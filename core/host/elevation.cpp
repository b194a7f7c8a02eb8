// sudo, once per run. Where there is none, the error says what to run instead.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/elevation.hpp"

#include "core/platform/machine.hpp"

namespace ferry::host {
namespace {

constexpr const char* kNext = "; run ferry as root, or at a terminal where sudo can ask";

} // namespace

Elevation::Elevation(ProcessRunner& processes, bool can_ask)
    : processes_(processes), can_ask_(can_ask) {}

Result<std::vector<std::string>> Elevation::prefix() {
    if (running_elevated()) return std::vector<std::string>{};
    const std::lock_guard lock(mutex_);
    if (!granted_) {
        const auto asked = ask_once();
        if (!asked) return asked.error();
        granted_ = true;
    }
    return std::vector<std::string>{"sudo", "-n", "--"};
}

Result<void> Elevation::ask_once() {
    Command command;
    command.argv = {"sudo", "-n", "-v"}; // rights that were given a moment ago still hold
    const auto cached = processes_.run(command);
    if (!cached)
        return Error{Code::Denied,
                     "needs administrator rights and there is no sudo" + std::string(kNext)};
    if (cached->exit_code == 0) return {};
    if (!can_ask_) return Error{Code::Denied, "needs administrator rights" + std::string(kNext)};
    return ask_for_rights_on_terminal();
}

} // namespace ferry::host
