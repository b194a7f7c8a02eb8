/* Installs by the name of what it is asked: each id is another way to end.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/integration/host/plugins/table.h"

#include <stdlib.h>

static int is(ferry_str id, const char* name) {
    return id.size == strlen(name) && memcmp(id.data, name, id.size) == 0;
}

static void end_with(const ferry_host* host, ferry_str id, ferry_result result) {
    ferry_outcome outcome;
    memset(&outcome, 0, sizeof outcome);
    outcome.struct_size = sizeof outcome;
    outcome.native_id = id;
    outcome.result = result;
    host->outcome(host->ctx, &outcome);
}

/* Runs until somebody stops it. */
static void wait_for_cancel(const ferry_host* host, ferry_str id) {
    const ferry_str argv[] = {text("sleep"), text("60")};
    ferry_progress progress;
    ferry_command command;
    ferry_output output;
    memset(&progress, 0, sizeof progress);
    memset(&command, 0, sizeof command);
    memset(&output, 0, sizeof output);
    progress.struct_size = sizeof progress;
    command.struct_size = sizeof command;
    output.struct_size = sizeof output;
    progress.native_id = id;
    progress.step = FERRY_STEP_INSTALLING;
    host->progress(host->ctx, &progress);
    command.argv = argv;
    command.argc = 2;
    command.timeout_ms = 60 * 1000;
    command.interrupt_ms = 20 * 1000;
    host->run(host->ctx, &command, &output);
    const int interrupted =
        output.cancelled && output.exit_code == 130 && host->cancelled(host->ctx);
    end_with(host, id, interrupted ? FERRY_RESULT_CANCELLED : FERRY_RESULT_FAILED);
}

static ferry_status install(const ferry_host* host, const ferry_str* ids, size_t count) {
    for (size_t i = 0; i < count; ++i) {
        if (is(ids[i], "fine")) end_with(host, ids[i], FERRY_RESULT_OK);
        if (is(ids[i], "odd")) end_with(host, ids[i], 256); /* must not be read as OK */
        if (is(ids[i], "wait")) wait_for_cancel(host, ids[i]);
        if (is(ids[i], "crash")) abort();
    }
    end_with(host, text("never-asked"), FERRY_RESULT_OK);
    return FERRY_OK;
}

static ferry_status inventory(const ferry_host* host) {
    (void)host;
    return FERRY_OK;
}

TABLE("installer", FERRY_ABI_MAJOR, FERRY_ABI_MINOR, inventory, install)
