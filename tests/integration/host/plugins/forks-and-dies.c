/* Leaves a child behind that holds the pipe in a session of its own, and dies.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/integration/host/plugins/table.h"

#include <unistd.h>

static ferry_status inventory(const ferry_host* host) {
    emit_row(host, text("row"), text("1"));
    if (fork() == 0) {
        setsid();
        sleep(20);
        _exit(0);
    }
    _exit(3);
}

TABLE("forks-and-dies", FERRY_ABI_MAJOR, FERRY_ABI_MINOR, inventory, 0)
