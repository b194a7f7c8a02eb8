/* Never comes back, but says something from time to time.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/integration/host/plugins/table.h"

#include <time.h>

static ferry_status inventory(const ferry_host* host) {
    volatile int for_ever = 1;
    while (for_ever) {
        const struct timespec moment = {0, 50 * 1000 * 1000};
        host->log(host->ctx, FERRY_LOG_INFO, text("still at it"));
        nanosleep(&moment, 0);
    }
    return FERRY_OK;
}

TABLE("drips", FERRY_ABI_MAJOR, FERRY_ABI_MINOR, inventory, 0)
