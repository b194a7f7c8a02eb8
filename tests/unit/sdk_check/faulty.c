/* A plugin that breaks one promise, which FAULT names; with FAULT_NONE it keeps them all.
 * SPDX-License-Identifier: Apache-2.0 */
#include <ferry/plugin_abi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum fault {
    FAULT_NONE,
    FAULT_ABI,
    FAULT_SURVIVES,
    FAULT_EXITS,
    FAULT_HANGS,
    FAULT_EMPTY_MACHINE,
    FAULT_TRANSCRIPTS,
    FAULT_IDS,
    FAULT_ORDER,
    FAULT_FAILURES_ONCE,
    FAULT_OUTCOMES,
    FAULT_NO_WRITE,
    FAULT_WRITES_ITSELF,
    FAULT_HOSTILE_IDS,
    FAULT_CANCEL,
    FAULT_TIME_LIMIT,
    FAULT_MALFORMED
};

#define REGISTER "/var/lib/example/installed"

static ferry_str text(const char* words) {
    ferry_str view = {words, strlen(words)};
    return view;
}

static ferry_status failed(const ferry_host* host, ferry_status status, const char* words) {
    if (FAULT != FAULT_FAILURES_ONCE) host->fail(host->ctx, status, text(words));
    return status;
}

static int is_word(ferry_str word) {
    for (size_t i = 0; i < word.size; ++i) {
        if (word.data[i] <= ' ' || word.data[i] >= 0x7F) return 0;
    }
    return word.size > 0;
}

static int is_id(ferry_str id) {
    for (size_t i = 0; i < id.size; ++i) {
        const char c = id.data[i];
        if (!((c >= 'a' && c <= 'z') || (c == '-' && i > 0))) return 0;
    }
    return id.size > 0 && id.size < 40;
}

static ferry_status probe(const ferry_host* host) {
    ferry_str content;
    if (host->read_file(host->ctx, text(REGISTER), &content) != FERRY_OK &&
        FAULT != FAULT_EMPTY_MACHINE)
        return failed(host, FERRY_UNAVAILABLE, REGISTER " is not there");
    host->present(host->ctx, text("1.0"), text("read from " REGISTER));
    return FERRY_OK;
}

static void emit(const ferry_host* host, ferry_str id, ferry_str version) {
    ferry_package package = {0};
    package.struct_size = FAULT == FAULT_ABI ? 8 : sizeof package;
    package.native_id = id;
    package.version = FAULT == FAULT_TRANSCRIPTS ? text("0") : version;
    host->emit(host->ctx, &package);
    if (FAULT == FAULT_IDS) host->emit(host->ctx, &package);
}

static ferry_status broken_line(const ferry_host* host) {
    if (FAULT != FAULT_MALFORMED) return failed(host, FERRY_BAD_DATA, REGISTER ": a broken line");
    emit(host, text("something"), text("1"));
    return FERRY_OK;
}

static void misbehave(void) {
    static volatile int* nowhere = NULL;
    if (FAULT == FAULT_SURVIVES) *nowhere = 1;
    if (FAULT == FAULT_EXITS) _exit(0);
    if (FAULT == FAULT_HANGS) sleep(60);
    if (FAULT == FAULT_WRITES_ITSELF) {
        char path[4096];
        snprintf(path, sizeof path, "%s/left-behind", getenv("TMPDIR"));
        fclose(fopen(path, "w"));
    }
}

static int change(const ferry_host* host, const char* verb, ferry_str id, ferry_output* output) {
    const ferry_str argv[] = {text("example"), text(verb), text("--"), id};
    ferry_command command = {0};
    command.struct_size = sizeof command;
    command.argv = argv;
    command.argc = 4;
    command.timeout_ms = FAULT == FAULT_TIME_LIMIT ? 0 : 60000;
    output->struct_size = sizeof *output;
    return host->run(host->ctx, &command, output);
}

static ferry_status inventory(const ferry_host* host) {
    static int calls = 0;
    ferry_str content;
    size_t at = 0;
    const ferry_status status = host->read_file(host->ctx, text(REGISTER), &content);
    if (status != FERRY_OK) return failed(host, status, REGISTER);
    misbehave();
    if (FAULT == FAULT_NO_WRITE) {
        ferry_output output = {0};
        change(host, "install", text("vim"), &output);
    }
    if (FAULT == FAULT_ORDER && ++calls % 2 == 0) emit(host, text("zsh"), text("1"));
    while (at < content.size) {
        const char* line = content.data + at;
        const char* end = memchr(line, '\n', content.size - at);
        const size_t size = end == NULL ? content.size - at : (size_t)(end - line);
        const char* space = memchr(line, ' ', size);
        ferry_str id, version;
        if (end == NULL || space == NULL) return broken_line(host);
        id.data = line;
        id.size = (size_t)(space - line);
        version.data = space + 1;
        version.size = size - id.size - 1;
        if (!is_word(id) || !is_word(version)) return broken_line(host);
        emit(host, id, version);
        at += size + 1;
    }
    return FERRY_OK;
}

static ferry_status look_up(const ferry_host* host, const ferry_str* ids, size_t count) {
    (void)host;
    (void)ids;
    (void)count;
    return FERRY_OK;
}

static void settle(const ferry_host* host, ferry_str id, ferry_result result, const char* words) {
    ferry_outcome outcome = {0};
    outcome.struct_size = sizeof outcome;
    outcome.native_id = id;
    outcome.result = result;
    outcome.message = text(words);
    host->outcome(host->ctx, &outcome);
}

static ferry_status install(const ferry_host* host, const ferry_str* ids, size_t count) {
    for (size_t i = 0; i < count; ++i) {
        ferry_output output = {0};
        if (FAULT == FAULT_OUTCOMES) continue;
        if (!is_id(ids[i]) && FAULT != FAULT_HOSTILE_IDS) {
            settle(host, ids[i], FERRY_RESULT_FAILED, "this is no id");
            continue;
        }
        if (host->cancelled(host->ctx) && FAULT != FAULT_CANCEL) {
            settle(host, ids[i], FERRY_RESULT_CANCELLED, "stopped");
            continue;
        }
        if (change(host, "install", ids[i], &output) == FERRY_OK && output.exit_code == 0 &&
            (!output.cancelled || FAULT == FAULT_CANCEL))
            settle(host, ids[i], FERRY_RESULT_OK, "");
        else
            settle(host, ids[i], FERRY_RESULT_FAILED, "example failed");
    }
    return FERRY_OK;
}

FERRY_PLUGIN_EXPORT extern const ferry_plugin ferry_plugin_v1;
const ferry_plugin ferry_plugin_v1 = {
    .abi_major = FERRY_ABI_MAJOR,
    .abi_minor = FERRY_ABI_MINOR,
    .struct_size = sizeof(ferry_plugin),
    .id = {"faulty", sizeof("faulty") - 1},
    .probe = probe,
    .inventory = inventory,
    .look_up = look_up,
    .install = install,
};
