/* Was built for another contract.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/integration/host/plugins/table.h"

static ferry_status inventory(const ferry_host* host) {
    emit_row(host, text("row"), text("1"));
    return FERRY_OK;
}

TABLE("wrong-major", FERRY_ABI_MAJOR + 1, 0, inventory, 0)
