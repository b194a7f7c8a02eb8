/* Fails without calling fail().
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/integration/host/plugins/table.h"

static ferry_status inventory(const ferry_host* host) {
    (void)host;
    return FERRY_TOOL_FAILED;
}

TABLE("silent-failure", FERRY_ABI_MAJOR, FERRY_ABI_MINOR, inventory, 0)
