// Facts that Linux and macOS tell alike.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/machine.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <cstdlib>

namespace ferry {

bool running_elevated() {
    return geteuid() == 0;
}
bool terminal_on_input() {
    return isatty(STDIN_FILENO) == 1;
}
bool terminal_on_output() {
    return isatty(STDOUT_FILENO) == 1;
}
bool terminal_on_errors() {
    return isatty(STDERR_FILENO) == 1;
}

std::string environment(const std::string& name) {
    const char* value = std::getenv(name.c_str());
    return value == nullptr ? std::string() : std::string(value);
}

std::int64_t process_id() {
    return getpid();
}

void refuse_core_dumps() {
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

} // namespace ferry
