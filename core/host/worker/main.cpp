// ferry-worker: loads one plugin, serves the host over its pipes. Not to be started by hand.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/worker/channel.hpp"
#include "core/host/worker/session.hpp"
#include "core/platform/machine.hpp"

#include <cstdio>

int main() {
    if (ferry::terminal_on_input()) {
        std::fputs("ferry-worker is started by ferry; see ferry plugin list\n", stderr);
        return 2;
    }
    ferry::worker::Channel channel;
    return ferry::worker::serve(channel);
}
