// A mask that all later threads inherit; sigwait takes what is pending.
// SPDX-License-Identifier: Apache-2.0
#include "server/app/termination.hpp"

#include <signal.h>

#include <initializer_list>

namespace ferry::server {

void hold_termination_signals() {
    sigset_t held;
    sigemptyset(&held);
    for (const int number : {SIGINT, SIGQUIT, SIGTERM})
        sigaddset(&held, number);
    sigprocmask(SIG_BLOCK, &held, nullptr);
    signal(SIGPIPE, SIG_IGN); // a client that went away is an error value
}

} // namespace ferry::server
