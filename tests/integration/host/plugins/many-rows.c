/* Gives more rows than any machine has packages, each of them small.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/integration/host/plugins/table.h"

static ferry_status inventory(const ferry_host* host) {
    for (unsigned row = 0; row < 100u * 1000 * 1000; ++row)
        emit_row(host, text("x"), text(""));
    return FERRY_OK;
}

TABLE("many-rows", FERRY_ABI_MAJOR, FERRY_ABI_MINOR, inventory, 0)
