/* Writes where nothing is.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/integration/host/plugins/table.h"

#include <signal.h>

static ferry_status inventory(const ferry_host* host) {
    volatile int* nowhere = 0;
    emit_row(host, text("row"), text("1"));
    signal(SIGSEGV, SIG_DFL); /* also where a sanitizer watches */
    *nowhere = 1;
    return FERRY_OK;
}

TABLE("segfault", FERRY_ABI_MAJOR, FERRY_ABI_MINOR, inventory, 0)
