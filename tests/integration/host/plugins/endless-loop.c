/* Never comes back.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/integration/host/plugins/table.h"

static ferry_status inventory(const ferry_host* host) {
    volatile int for_ever = 1;
    emit_row(host, text("row"), text("1"));
    while (for_ever) {
    }
    return FERRY_OK;
}

TABLE("endless-loop", FERRY_ABI_MAJOR, FERRY_ABI_MINOR, inventory, 0)
