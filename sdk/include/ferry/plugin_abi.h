/* ferry/plugin_abi.h: the binary contract between the host and an installer plugin.
 * SPDX-License-Identifier: Apache-2.0
 *
 * C11, so that host and plugin may come from different compilers and C++ runtimes.
 *   Strings    UTF-8, pointer and length, never NUL-terminated. Empty means "not known".
 *   Ownership  stays with the side that made the object. A view lives until the call
 *              that received it returns; copy what must live longer.
 *   Threads    the host enters one plugin from one thread at a time; host functions are
 *              called from that thread only.
 *   Errors     before returning anything but FERRY_OK, call host->fail() once.
 *              No C++ exception crosses; the C++ SDK catches them at the edge.
 *   Growth     fields are appended, never moved. Read a field newer than 1.0 only
 *              where the peer's struct_size covers it.
 *   Process    a plugin always runs in a worker process of its own. It opens no file and
 *              starts no program by itself: everything that it sees comes through the host. */
#ifndef FERRY_PLUGIN_ABI_H
#define FERRY_PLUGIN_ABI_H
#include <stddef.h>
#include <stdint.h>

#define FERRY_ABI_MAJOR 1u /* the host loads a plugin of an equal major ... */
#define FERRY_ABI_MINOR 0u /* ... whose minor is no newer than its own      */

#if defined(_WIN32)
#define FERRY_PLUGIN_EXPORT __declspec(dllexport)
#else
#define FERRY_PLUGIN_EXPORT __attribute__((visibility("default")))
#endif

#define FERRY_SIZE_UNKNOWN UINT64_MAX

typedef int32_t ferry_status; /* numbers are stable; an unknown one means failure */
enum {
    FERRY_OK = 0,
    FERRY_UNAVAILABLE = 1,
    FERRY_TOOL_FAILED = 2,
    FERRY_BAD_DATA = 3,
    FERRY_DENIED = 4,
    FERRY_TIMED_OUT = 5,
    FERRY_INTERNAL = 6,
    FERRY_NOT_FOUND = 7,
    FERRY_NOT_SUPPORTED = 8,
    FERRY_CANCELLED = 9,
    FERRY_CONFLICT = 10,
    FERRY_IO = 11,
    FERRY_NETWORK = 12
};

typedef int32_t ferry_scope;
enum { FERRY_SCOPE_UNKNOWN = 0, FERRY_SCOPE_SYSTEM = 1, FERRY_SCOPE_USER = 2 };

typedef int32_t ferry_reason; /* why a package is installed */
enum { FERRY_REASON_UNKNOWN = 0, FERRY_REASON_EXPLICIT = 1, FERRY_REASON_DEPENDENCY = 2 };

typedef int32_t ferry_condition; /* of an installed package */
enum { FERRY_CONDITION_OK = 0, FERRY_CONDITION_BROKEN = 1 /* unpacked or half-configured */ };

typedef int32_t ferry_step; /* what a package is going through */
enum {
    FERRY_STEP_OTHER = 0,
    FERRY_STEP_WAITING = 1, /* for a lock that somebody else holds */
    FERRY_STEP_DOWNLOADING = 2,
    FERRY_STEP_INSTALLING = 3,
    FERRY_STEP_REMOVING = 4,
    FERRY_STEP_CONFIGURING = 5
};

typedef int32_t ferry_result; /* how it ended for one package, judged by re-reading the state */
enum {
    FERRY_RESULT_OK = 0,
    FERRY_RESULT_ALREADY = 1,
    FERRY_RESULT_NOT_FOUND = 2,
    FERRY_RESULT_NEEDS_ELEVATION = 3,
    FERRY_RESULT_NEEDS_REBOOT = 4, /* done, complete after a restart */
    FERRY_RESULT_BUSY = 5,
    FERRY_RESULT_NETWORK = 6,
    FERRY_RESULT_HASH_MISMATCH = 7,
    FERRY_RESULT_CANCELLED = 8,
    FERRY_RESULT_AGREEMENT_NEEDED = 9,
    FERRY_RESULT_FAILED = 10
};

typedef int32_t ferry_log_level;
enum { FERRY_LOG_DEBUG = 0, FERRY_LOG_INFO = 1, FERRY_LOG_WARNING = 2 };

typedef struct ferry_str {
    const char* data;
    size_t size;
} ferry_str;

/* One installed package, named as the installer names it ("libssl3", "Git.Git"). */
typedef struct ferry_package {
    uint32_t struct_size;
    ferry_str native_id; /* required; with arch, unique within one inventory */
    ferry_str version;   /* in the installer's own syntax */
    ferry_str name;      /* for people; empty: the native id serves */
    ferry_str arch;      /* the installer's own word: "amd64", "all", "x64" */
    ferry_str origin;    /* repository, tap or remote it came from */
    ferry_str publisher;
    ferry_str kind; /* "cask", "formula", "app", "runtime"; empty where there is one kind */
    ferry_scope scope;
    ferry_reason reason;
    ferry_condition condition;
    uint32_t held; /* 1: the person told the installer not to change it */
    uint32_t base; /* 1: part of the operating system itself (essential, required) */
} ferry_package;

/* Software that no installer manages, as this system's own register names it. */
typedef struct ferry_trace {
    uint32_t struct_size;
    ferry_str source; /* required: "uninstall-key", "bundle", "desktop-file" */
    ferry_str key;    /* required: registry key, bundle id, desktop id */
    ferry_str name;
    ferry_str version;
    ferry_str publisher;
} ferry_trace;

/* What an installer offers now for one native id. Ids that it does not offer get no offer. */
typedef struct ferry_offer {
    uint32_t struct_size;
    ferry_str native_id;      /* as it was asked */
    ferry_str version;        /* that would be installed */
    ferry_str origin;         /* where from */
    uint64_t download_bytes;  /* FERRY_SIZE_UNKNOWN where the installer does not say */
    uint64_t installed_bytes; /* likewise */
} ferry_offer;

typedef struct ferry_progress {
    uint32_t struct_size;
    ferry_str native_id; /* empty: the whole call */
    ferry_step step;
    uint32_t permille;    /* 0..1000 of this native id, or of the whole call */
    uint64_t done_bytes;  /* FERRY_SIZE_UNKNOWN where not known */
    uint64_t total_bytes; /* likewise */
    ferry_str text;       /* the tool's own words, one line */
} ferry_progress;

typedef struct ferry_outcome {
    uint32_t struct_size;
    ferry_str native_id; /* as it was asked */
    ferry_result result;
    ferry_str version; /* what is installed now; empty: nothing */
    ferry_str message; /* the tool's own words where it did not go well */
} ferry_outcome;

/* Called once per complete line, without its line end. stream: 1 out, 2 err, 3 status pipe. */
typedef void (*ferry_line_fn)(void* ctx, int32_t stream, ferry_str line);

/* Called once per key or value of the Windows registry. kind: 1 key, 2 text (the texts of a list
 * end with "\n"), 3 number (decimal digits), 4 something else (no data). */
typedef void (*ferry_registry_fn)(void* ctx, int32_t kind, ferry_str name, ferry_str data);

typedef struct ferry_variable {
    ferry_str name;
    ferry_str value;
} ferry_variable;

typedef struct ferry_command {
    uint32_t struct_size;
    const ferry_str* argv; /* argv[0] is looked up in PATH; no shell is involved */
    size_t argc;
    const ferry_variable* environment; /* added to the host's cleaned environment */
    size_t environment_count;
    uint32_t timeout_ms;  /* wall clock, then the whole process tree is killed; 0 is refused */
    uint32_t elevated;    /* 1: needs administrator rights; without them: FERRY_DENIED */
    uint32_t status_pipe; /* 1: the program's descriptor 3 is a pipe, read by line (POSIX) */
    uint32_t
        interrupt_ms; /* after cancel: how long an interrupt may work before the kill; 0: none */
    ferry_line_fn on_line; /* may be null: the output is then only given whole */
    void* on_line_ctx;
} ferry_command;

typedef struct ferry_output {
    uint32_t struct_size;
    int32_t exit_code;  /* 128 + N when signal N ended the tool */
    uint32_t cancelled; /* 1: the person stopped it */
    ferry_str out, err; /* the host's, until the next run() or the plugin's return */
} ferry_output;

typedef struct ferry_facts {
    uint32_t struct_size;
    ferry_str os;           /* "linux", "windows", "macos" */
    ferry_str distribution; /* os-release ID: "debian"; empty elsewhere */
    ferry_str os_version;   /* "12", "10.0.22631", "14.5" */
    ferry_str arch;         /* "x86_64", "aarch64" */
    ferry_str root;         /* below it everything is read; "/" for this machine itself */
    ferry_str home;         /* the person's home folder, as the machine itself would say it */
    uint32_t elevated;      /* 1: this worker has administrator rights */
} ferry_facts;

/* What the host lends to a plugin for the length of one call. */
typedef struct ferry_host {
    uint32_t struct_size;
    void* ctx; /* first argument of every function below */
    const ferry_facts* facts;

    /* Runs with empty stdin and LC_ALL=C.UTF-8. FERRY_OK means that the tool ran to its
     * end, whatever its exit_code: that is the plugin's to judge. Programs see this machine, never
     * facts->root. Errors: NOT_FOUND (no such program), TIMED_OUT, DENIED, BAD_DATA (over 64 MiB).
     */
    ferry_status (*run)(void* ctx, const ferry_command* command, ferry_output* output);
    /* `path` is absolute as the machine itself would say it, "/etc/os-release" or "C:/Windows"; the
     * host puts facts->root in front, which then stands for drive C.
     * The content is the host's until the plugin returns. Limit 1 GiB.
     * Errors: NOT_FOUND, DENIED, IO, BAD_DATA (".." in path, too large). */
    ferry_status (*read_file)(void* ctx, ferry_str path, ferry_str* content);
    /* Calls on_name once per entry, in byte order, with stream 1 for files, 2 for folders and 3 for
     * links (not followed). Errors as read_file. */
    ferry_status (*list_dir)(void* ctx, ferry_str path, ferry_line_fn on_name, void* name_ctx);

    void (*emit)(void* ctx, const ferry_package* package);
    void (*emit_trace)(void* ctx, const ferry_trace* trace);
    void (*emit_offer)(void* ctx, const ferry_offer* offer);
    void (*progress)(void* ctx, const ferry_progress* progress);
    void (*outcome)(void* ctx, const ferry_outcome* outcome); /* once per asked native id */
    uint32_t (*cancelled)(void* ctx); /* 1: finish what must be finished and return */
    void (*fail)(void* ctx, ferry_status status, ferry_str message);
    void (*log)(void* ctx, ferry_log_level level, ferry_str message);
    /* probe and inventory: the installer's version, and in one sentence how it is read or used. */
    void (*present)(void* ctx, ferry_str version, ferry_str note);
    /* Calls on_item for the keys, then the values right below `key`, each in byte order of their
     * names: "HKLM\\SOFTWARE\\..." or "HKCU\\..." of the 64-bit view, whatever the case of letters;
     * what 32-bit programs see is below WOW6432Node. With a root other than "/", the registry is
     * what the .reg files in its folder "registry" say, as `reg export` writes them.
     * Errors: NOT_FOUND (no such key, or a system without a registry), DENIED, IO, BAD_DATA. */
    ferry_status (*registry)(void* ctx, ferry_str key, ferry_registry_fn on_item, void* item_ctx);
} ferry_host;

/* A plugin exports exactly one symbol: const ferry_plugin ferry_plugin_v1. It is stateless.
 * Functions marked optional may be null. */
typedef struct ferry_plugin {
    uint32_t abi_major, abi_minor; /* first in every version, for ever */
    uint32_t struct_size;
    ferry_str id; /* "apt"; [a-z0-9-]+, unique among the loaded plugins */
    /* FERRY_UNAVAILABLE with the reason in fail() where the installer is not on this machine. */
    ferry_status (*probe)(const ferry_host* host);
    ferry_status (*inventory)(const ferry_host* host); /* emit() once per package */
    ferry_status (*traces)(const ferry_host* host);    /* optional; emit_trace() */
    ferry_status (*look_up)(const ferry_host* host, const ferry_str* native_ids, size_t count);
    /* These three: optional; outcome() once per id, also where the call fails as a whole. */
    ferry_status (*install)(const ferry_host* host, const ferry_str* native_ids, size_t count);
    ferry_status (*remove)(const ferry_host* host, const ferry_str* native_ids, size_t count);
    ferry_status (*upgrade)(const ferry_host* host, const ferry_str* native_ids, size_t count);
    ferry_status (*outdated)(const ferry_host* host); /* optional; emit_offer() per package */
} ferry_plugin;
#endif
