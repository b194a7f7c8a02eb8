/* Gives a row that is shorter than it should be.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/integration/host/plugins/table.h"

static ferry_status inventory(const ferry_host* host) {
    ferry_package package;
    memset(&package, 0, sizeof package);
    package.struct_size = 8;
    package.native_id = text("row");
    host->emit(host->ctx, &package);
    return FERRY_OK;
}

TABLE("short-row", FERRY_ABI_MAJOR, FERRY_ABI_MINOR, inventory, 0)
