/* Gives rows of ten gigabytes together.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/integration/host/plugins/table.h"

static ferry_status inventory(const ferry_host* host) {
    static char id[16];
    static char version[10 * 1000];
    memset(version, 49, sizeof version);
    for (unsigned row = 0; row < 1000 * 1000; ++row) {
        for (unsigned digit = 0; digit < sizeof id; ++digit)
            id[digit] = (char)(97 + (row >> digit & 1));
        emit_row(host, (ferry_str){id, sizeof id}, (ferry_str){version, sizeof version});
    }
    return FERRY_OK;
}

TABLE("flood", FERRY_ABI_MAJOR, FERRY_ABI_MINOR, inventory, 0)
