/* Prints to where the frames go.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/integration/host/plugins/table.h"

#include <stdio.h>
#include <unistd.h>

static ferry_status inventory(const ferry_host* host) {
    printf("hello from a plugin\n");
    fflush(stdout);
    if (write(1, "\1\2\3\4\5\6\7", 7) < 0) return FERRY_INTERNAL;
    emit_row(host, text("row"), text("1"));
    return FERRY_OK;
}

TABLE("prints", FERRY_ABI_MAJOR, FERRY_ABI_MINOR, inventory, 0)
