/* Leaves a child behind that stays, and does its work.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/integration/host/plugins/table.h"

#include <unistd.h>

static ferry_status inventory(const ferry_host* host) {
    if (fork() == 0) {
        sleep(60);
        _exit(0);
    }
    emit_row(host, text("row"), text("1"));
    return FERRY_OK;
}

TABLE("forks", FERRY_ABI_MAJOR, FERRY_ABI_MINOR, inventory, 0)
