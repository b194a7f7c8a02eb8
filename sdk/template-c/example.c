/* The example plugin in C11: an installer whose register is a text file of "name version" lines.
 * SPDX-License-Identifier: Apache-2.0 */
#include <ferry/plugin_abi.h>
#include <stdio.h>
#include <string.h>

#define REGISTER "/var/lib/example/installed"

static ferry_str text(const char* words) {
    ferry_str view = {words, strlen(words)};
    return view;
}

/* What is not FERRY_OK is told once, with a reason, and then returned. */
static ferry_status failed(const ferry_host* host, ferry_status status, const char* words) {
    host->fail(host->ctx, status, text(words));
    return status;
}

static ferry_status read_register(const ferry_host* host, ferry_str* content) {
    return host->read_file(host->ctx, text(REGISTER), content);
}

/* Printable ASCII without spaces: what an id may be made of, and here a version too. */
static int is_word(ferry_str word) {
    for (size_t i = 0; i < word.size; ++i) {
        if (word.data[i] <= ' ' || word.data[i] >= 0x7F) return 0;
    }
    return word.size > 0;
}

static ferry_status probe(const ferry_host* host) {
    ferry_str content;
    if (read_register(host, &content) != FERRY_OK)
        return failed(host, FERRY_UNAVAILABLE, REGISTER " is not there");
    host->present(host->ctx, text("1.0"), text("read from " REGISTER));
    return FERRY_OK;
}

/* Whether the line was a package. */
static int emit_line(const ferry_host* host, const char* line, size_t size) {
    const char* space = memchr(line, ' ', size);
    const size_t name = space == NULL ? size : (size_t)(space - line);
    ferry_package package = {0};
    package.struct_size = sizeof package;
    package.native_id.data = line;
    package.native_id.size = name;
    package.version.data = line + (name < size ? name + 1 : name);
    package.version.size = name < size ? size - name - 1 : 0;
    if (!is_word(package.native_id) || !is_word(package.version)) return 0;
    host->emit(host->ctx, &package);
    return 1;
}

static ferry_status inventory(const ferry_host* host) {
    ferry_str content;
    size_t at = 0;
    unsigned number = 0;
    const ferry_status status = read_register(host, &content);
    if (status != FERRY_OK) return failed(host, status, REGISTER);
    while (at < content.size) {
        const char* line = content.data + at;
        const char* end = memchr(line, '\n', content.size - at);
        const size_t size = end == NULL ? content.size - at : (size_t)(end - line);
        ++number;
        if (!emit_line(host, line, size)) {
            char words[80];
            snprintf(words, sizeof words, REGISTER ": line %u is not understood", number);
            return failed(host, FERRY_BAD_DATA, words);
        }
        at += size + 1;
    }
    return FERRY_OK;
}

/* Offers nothing: this installer can be read, but it has no source to install from. */
static ferry_status look_up(const ferry_host* host, const ferry_str* ids, size_t count) {
    (void)host;
    (void)ids;
    (void)count;
    return FERRY_OK;
}

FERRY_PLUGIN_EXPORT extern const ferry_plugin ferry_plugin_v1;
const ferry_plugin ferry_plugin_v1 = {
    .abi_major = FERRY_ABI_MAJOR,
    .abi_minor = FERRY_ABI_MINOR,
    .struct_size = sizeof(ferry_plugin),
    .id = {"example", sizeof("example") - 1},
    .probe = probe,
    .inventory = inventory,
    .look_up = look_up,
};
