/* Gives one package twice.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/integration/host/plugins/table.h"

static ferry_status inventory(const ferry_host* host) {
    emit_row(host, text("twin"), text("1"));
    emit_row(host, text("other"), text("1"));
    emit_row(host, text("twin"), text("2"));
    return FERRY_OK;
}

TABLE("duplicate-ids", FERRY_ABI_MAJOR, FERRY_ABI_MINOR, inventory, 0)
