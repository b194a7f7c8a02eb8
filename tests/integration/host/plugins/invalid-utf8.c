/* Names a package in no encoding.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/integration/host/plugins/table.h"

static ferry_status inventory(const ferry_host* host) {
    emit_row(host, text("caf\xE9"), text("1"));
    return FERRY_OK;
}

TABLE("invalid-utf8", FERRY_ABI_MAJOR, FERRY_ABI_MINOR, inventory, 0)
