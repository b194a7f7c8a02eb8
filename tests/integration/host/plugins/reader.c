/* Tells what the host's functions answered: one row per question, its status as the version.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/integration/host/plugins/table.h"

#include <stdio.h>

static void tell(const ferry_host* host, const char* question, ferry_status status) {
    char number[16];
    snprintf(number, sizeof number, "%d", (int)status);
    emit_row(host, text(question), text(number));
}

static void read_one(const ferry_host* host, const char* path) {
    ferry_str content = {0, 0};
    const ferry_status status = host->read_file(host->ctx, text(path), &content);
    if (status == FERRY_OK)
        emit_row(host, text(path), content);
    else
        tell(host, path, status);
}

static void name_one(void* host, int32_t kind, ferry_str name) {
    static const char* const kinds[] = {"", "file", "folder", "link"};
    emit_row((const ferry_host*)host, name, text(kinds[kind]));
}

static void item_one(void* host, int32_t kind, ferry_str name, ferry_str data) {
    static const char* const kinds[] = {"", "key", "text", "number", "other"};
    emit_row((const ferry_host*)host, name, kind == 1 ? text(kinds[kind]) : data);
}

static void run_one(const ferry_host* host) {
    const ferry_str argv[] = {text("sh"), text("-c"),
                              text("echo \"$FERRY_TEST_PASSED,$FERRY_TEST_OTHER,$LC_ALL\"")};
    ferry_command command;
    ferry_output output;
    memset(&command, 0, sizeof command);
    memset(&output, 0, sizeof output);
    command.struct_size = sizeof command;
    output.struct_size = sizeof output;
    command.argv = argv;
    command.argc = 3;
    tell(host, "no-limit", host->run(host->ctx, &command, &output));
    command.timeout_ms = 20 * 1000;
    if (host->run(host->ctx, &command, &output) == FERRY_OK && output.out.size > 0)
        emit_row(host, text("environment"), (ferry_str){output.out.data, output.out.size - 1});
    tell(host, "missing-program",
         (command.argv = &argv[2], command.argc = 1, host->run(host->ctx, &command, &output)));
}

static ferry_status inventory(const ferry_host* host) {
    read_one(host, "/etc/here");
    read_one(host, "/etc/missing");
    read_one(host, "/etc/../etc/here");
    read_one(host, "/etc/out");
    read_one(host, "/etc/inside");
    read_one(host, "etc/here");
    host->list_dir(host->ctx, text("/listed"), name_one, (void*)host);
    read_one(host, "/listed/a/deep");
    read_one(host, "/listed/a/out");
    read_one(host, "/listed/away/hostname");
    tell(host, "HKLM\\SOFTWARE",
         host->registry(host->ctx, text("HKLM\\SOFTWARE"), item_one, (void*)host));
    tell(host, "HKCU\\None", host->registry(host->ctx, text("HKCU\\None"), item_one, (void*)host));
    emit_row(host, text("facts"), host->facts->distribution);
    run_one(host);
    return FERRY_OK;
}

TABLE("reader", FERRY_ABI_MAJOR, FERRY_ABI_MINOR, inventory, 0)
