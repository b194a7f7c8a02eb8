// Builds the real objects and hands them down.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/clock.hpp"
#include "core/cli/context.hpp"
#include "core/cli/run.hpp"
#include "core/platform/key_store.hpp"
#include "core/platform/machine.hpp"

#include <string>
#include <vector>

int main(int argc, char** argv) {
    ferry::refuse_core_dumps();
    ferry::cli::watch_for_interrupt();
    ferry::cli::RealTerminal terminal;
    const auto paths = ferry::user_paths();
    if (!paths) {
        terminal.err("ferry: " + paths.error().message + "\n");
        return 1;
    }
    const auto installation = ferry::this_installation();
    const auto key_store = ferry::system_key_store(installation.keyring);
    if (!key_store) {
        terminal.err("ferry: " + key_store.error().message + "\n");
        return 1;
    }
    ferry::RealFiles files;
    ferry::RealProcessRunner processes;
    const ferry::SystemClock clock;
    ferry::cli::Context context(
        {terminal, files, processes, clock, *paths, installation, **key_store});
    const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
    return static_cast<int>(ferry::cli::run_cli(arguments, context));
}
