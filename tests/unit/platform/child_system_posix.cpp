// A child's own view of the system, on POSIX.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/platform/child_system.hpp"

#include <signal.h>
#include <spawn.h>
#include <unistd.h>

extern "C" char** environ;

namespace ferry::testing {

void binary_streams() {}

void write_status(const std::string& text) {
    if (write(3, text.data(), text.size()) < 0) _exit(7);
}

void start_grandchild(const std::vector<std::string>& argv) {
    auto texts = argv;
    std::vector<char*> pointers;
    for (auto& text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    pid_t child = 0;
    if (posix_spawn(&child, pointers[0], nullptr, nullptr, pointers.data(), environ) != 0) _exit(7);
}

void ignore_interrupts() {
    signal(SIGINT, SIG_IGN);
}

void die_by_signal() {
    kill(getpid(), SIGKILL);
}

std::vector<std::string> arguments_of_process(int argc, char** argv) {
    return {argv, argv + argc};
}

} // namespace ferry::testing
