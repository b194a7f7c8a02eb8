/* A well-behaved plugin, in C11.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/integration/host/plugins/table.h"

static ferry_status inventory(const ferry_host* host) {
    emit_row(host, text("beta"), text("2"));
    emit_row(host, text("alpha"), text("1"));
    return FERRY_OK;
}

TABLE("good", FERRY_ABI_MAJOR, FERRY_ABI_MINOR, inventory, 0)
