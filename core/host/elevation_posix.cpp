// sudo with the terminal for itself: it shares our process group, so that it may read a password.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/elevation.hpp"

#include <spawn.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>

extern "C" char** environ; // sudo decides itself what it keeps

namespace ferry::host {

Result<void> ask_for_rights_on_terminal() {
    std::array<char, 5> sudo{'s', 'u', 'd', 'o', 0};
    std::array<char, 3> validate{'-', 'v', 0};
    const std::array<char*, 3> argv{sudo.data(), validate.data(), nullptr};
    pid_t child = 0;
    if (posix_spawnp(&child, sudo.data(), nullptr, nullptr, argv.data(), environ) != 0)
        return Error{Code::NotFound, "sudo is not installed; run ferry as root"};
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (status != 0) return Error{Code::Denied, "sudo gave no administrator rights"};
    return {};
}

} // namespace ferry::host
