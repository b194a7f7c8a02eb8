/* Ends by abort().
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/integration/host/plugins/table.h"

#include <stdlib.h>

static ferry_status inventory(const ferry_host* host) {
    emit_row(host, text("row"), text("1"));
    abort();
}

TABLE("abort", FERRY_ABI_MAJOR, FERRY_ABI_MINOR, inventory, 0)
