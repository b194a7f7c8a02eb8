// fork and SIGKILL.
// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/sync/killed_client_posix.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

namespace ferry::testing {

bool was_killed_in(const std::function<void()>& work) {
    const pid_t child = fork();
    if (child == 0) {
        work();
        _exit(0); // without the parent's destructors, as they are the parent's to run
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status);
}

void kill_this_process() {
    kill(getpid(), SIGKILL);
    std::abort(); // not reached
}

} // namespace ferry::testing
