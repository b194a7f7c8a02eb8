/* Was built for a newer contract.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/integration/host/plugins/table.h"

static ferry_status inventory(const ferry_host* host) {
    emit_row(host, text("row"), text("1"));
    return FERRY_OK;
}

TABLE("newer-minor", FERRY_ABI_MAJOR, FERRY_ABI_MINOR + 1, inventory, 0)
