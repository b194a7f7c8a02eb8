/* The table of a plugin made for these tests: a probe that succeeds, and an inventory of its own.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef FERRY_TESTS_INTEGRATION_HOST_PLUGINS_TABLE_H
#define FERRY_TESTS_INTEGRATION_HOST_PLUGINS_TABLE_H
#include <ferry/plugin_abi.h>
#include <string.h>

static inline ferry_str text(const char* words) {
    ferry_str view = {words, strlen(words)};
    return view;
}

static inline void emit_row(const ferry_host* host, ferry_str id, ferry_str version) {
    ferry_package package;
    memset(&package, 0, sizeof package);
    package.struct_size = sizeof package;
    package.native_id = id;
    package.version = version;
    host->emit(host->ctx, &package);
}

static ferry_status probe_here(const ferry_host* host) {
    host->present(host->ctx, text("1.0"), text("made for tests"));
    return FERRY_OK;
}

static ferry_status offer_nothing(const ferry_host* host, const ferry_str* ids, size_t count) {
    (void)host, (void)ids, (void)count;
    return FERRY_OK;
}

#define TABLE(name, major, minor, inventory, install)                                              \
    FERRY_PLUGIN_EXPORT extern const ferry_plugin ferry_plugin_v1;                                 \
    const ferry_plugin ferry_plugin_v1 = {major,                                                   \
                                          minor,                                                   \
                                          sizeof(ferry_plugin),                                    \
                                          {name, sizeof(name) - 1},                                \
                                          probe_here,                                              \
                                          inventory,                                               \
                                          0,                                                       \
                                          offer_nothing,                                           \
                                          install,                                                 \
                                          0,                                                       \
                                          0,                                                       \
                                          0};
#endif
