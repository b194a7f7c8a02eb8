// Asks the compiler where it put each field of plugin_abi.h. A new field needs a new line here: the
// size of its struct gives it away where that is forgotten.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/sdk/abi_layout.hpp"

#include <ferry/plugin_abi.h>

#include <cstddef>
#include <cstdint>
#include <sstream>

namespace ferry::testing {
namespace {

#define FERRY_STRUCT(type)                                                                         \
    out << #type " size " << sizeof(type) << " align " << alignof(type) << '\n'
#define FERRY_FIELD(type, field)                                                                   \
    out << #type "." #field " offset " << offsetof(type, field) << " size " << sizeof(type::field) \
        << '\n'
#define FERRY_NUMBER(name) out << #name " = " << static_cast<std::int64_t>(name) << '\n'

void numbers(std::ostream& out) {
    FERRY_NUMBER(FERRY_ABI_MAJOR);
    FERRY_NUMBER(FERRY_ABI_MINOR);
    FERRY_NUMBER(FERRY_OK);
    FERRY_NUMBER(FERRY_UNAVAILABLE);
    FERRY_NUMBER(FERRY_TOOL_FAILED);
    FERRY_NUMBER(FERRY_BAD_DATA);
    FERRY_NUMBER(FERRY_DENIED);
    FERRY_NUMBER(FERRY_TIMED_OUT);
    FERRY_NUMBER(FERRY_INTERNAL);
    FERRY_NUMBER(FERRY_NOT_FOUND);
    FERRY_NUMBER(FERRY_NOT_SUPPORTED);
    FERRY_NUMBER(FERRY_CANCELLED);
    FERRY_NUMBER(FERRY_CONFLICT);
    FERRY_NUMBER(FERRY_IO);
    FERRY_NUMBER(FERRY_NETWORK);
    FERRY_NUMBER(FERRY_SCOPE_UNKNOWN);
    FERRY_NUMBER(FERRY_SCOPE_SYSTEM);
    FERRY_NUMBER(FERRY_SCOPE_USER);
    FERRY_NUMBER(FERRY_REASON_UNKNOWN);
    FERRY_NUMBER(FERRY_REASON_EXPLICIT);
    FERRY_NUMBER(FERRY_REASON_DEPENDENCY);
    FERRY_NUMBER(FERRY_CONDITION_OK);
    FERRY_NUMBER(FERRY_CONDITION_BROKEN);
    FERRY_NUMBER(FERRY_STEP_OTHER);
    FERRY_NUMBER(FERRY_STEP_WAITING);
    FERRY_NUMBER(FERRY_STEP_DOWNLOADING);
    FERRY_NUMBER(FERRY_STEP_INSTALLING);
    FERRY_NUMBER(FERRY_STEP_REMOVING);
    FERRY_NUMBER(FERRY_STEP_CONFIGURING);
    FERRY_NUMBER(FERRY_RESULT_OK);
    FERRY_NUMBER(FERRY_RESULT_ALREADY);
    FERRY_NUMBER(FERRY_RESULT_NOT_FOUND);
    FERRY_NUMBER(FERRY_RESULT_NEEDS_ELEVATION);
    FERRY_NUMBER(FERRY_RESULT_NEEDS_REBOOT);
    FERRY_NUMBER(FERRY_RESULT_BUSY);
    FERRY_NUMBER(FERRY_RESULT_NETWORK);
    FERRY_NUMBER(FERRY_RESULT_HASH_MISMATCH);
    FERRY_NUMBER(FERRY_RESULT_CANCELLED);
    FERRY_NUMBER(FERRY_RESULT_AGREEMENT_NEEDED);
    FERRY_NUMBER(FERRY_RESULT_FAILED);
    FERRY_NUMBER(FERRY_LOG_DEBUG);
    FERRY_NUMBER(FERRY_LOG_INFO);
    FERRY_NUMBER(FERRY_LOG_WARNING);
}

void rows(std::ostream& out) {
    FERRY_STRUCT(ferry_str);
    FERRY_FIELD(ferry_str, data);
    FERRY_FIELD(ferry_str, size);
    FERRY_STRUCT(ferry_package);
    FERRY_FIELD(ferry_package, struct_size);
    FERRY_FIELD(ferry_package, native_id);
    FERRY_FIELD(ferry_package, version);
    FERRY_FIELD(ferry_package, name);
    FERRY_FIELD(ferry_package, arch);
    FERRY_FIELD(ferry_package, origin);
    FERRY_FIELD(ferry_package, publisher);
    FERRY_FIELD(ferry_package, kind);
    FERRY_FIELD(ferry_package, scope);
    FERRY_FIELD(ferry_package, reason);
    FERRY_FIELD(ferry_package, condition);
    FERRY_FIELD(ferry_package, held);
    FERRY_FIELD(ferry_package, base);
    FERRY_STRUCT(ferry_trace);
    FERRY_FIELD(ferry_trace, struct_size);
    FERRY_FIELD(ferry_trace, source);
    FERRY_FIELD(ferry_trace, key);
    FERRY_FIELD(ferry_trace, name);
    FERRY_FIELD(ferry_trace, version);
    FERRY_FIELD(ferry_trace, publisher);
    FERRY_STRUCT(ferry_offer);
    FERRY_FIELD(ferry_offer, struct_size);
    FERRY_FIELD(ferry_offer, native_id);
    FERRY_FIELD(ferry_offer, version);
    FERRY_FIELD(ferry_offer, origin);
    FERRY_FIELD(ferry_offer, download_bytes);
    FERRY_FIELD(ferry_offer, installed_bytes);
    FERRY_STRUCT(ferry_progress);
    FERRY_FIELD(ferry_progress, struct_size);
    FERRY_FIELD(ferry_progress, native_id);
    FERRY_FIELD(ferry_progress, step);
    FERRY_FIELD(ferry_progress, permille);
    FERRY_FIELD(ferry_progress, done_bytes);
    FERRY_FIELD(ferry_progress, total_bytes);
    FERRY_FIELD(ferry_progress, text);
    FERRY_STRUCT(ferry_outcome);
    FERRY_FIELD(ferry_outcome, struct_size);
    FERRY_FIELD(ferry_outcome, native_id);
    FERRY_FIELD(ferry_outcome, result);
    FERRY_FIELD(ferry_outcome, version);
    FERRY_FIELD(ferry_outcome, message);
}

void running(std::ostream& out) {
    FERRY_STRUCT(ferry_variable);
    FERRY_FIELD(ferry_variable, name);
    FERRY_FIELD(ferry_variable, value);
    FERRY_STRUCT(ferry_command);
    FERRY_FIELD(ferry_command, struct_size);
    FERRY_FIELD(ferry_command, argv);
    FERRY_FIELD(ferry_command, argc);
    FERRY_FIELD(ferry_command, environment);
    FERRY_FIELD(ferry_command, environment_count);
    FERRY_FIELD(ferry_command, timeout_ms);
    FERRY_FIELD(ferry_command, elevated);
    FERRY_FIELD(ferry_command, status_pipe);
    FERRY_FIELD(ferry_command, interrupt_ms);
    FERRY_FIELD(ferry_command, on_line);
    FERRY_FIELD(ferry_command, on_line_ctx);
    FERRY_STRUCT(ferry_output);
    FERRY_FIELD(ferry_output, struct_size);
    FERRY_FIELD(ferry_output, exit_code);
    FERRY_FIELD(ferry_output, cancelled);
    FERRY_FIELD(ferry_output, out);
    FERRY_FIELD(ferry_output, err);
    FERRY_STRUCT(ferry_facts);
    FERRY_FIELD(ferry_facts, struct_size);
    FERRY_FIELD(ferry_facts, os);
    FERRY_FIELD(ferry_facts, distribution);
    FERRY_FIELD(ferry_facts, os_version);
    FERRY_FIELD(ferry_facts, arch);
    FERRY_FIELD(ferry_facts, root);
    FERRY_FIELD(ferry_facts, home);
    FERRY_FIELD(ferry_facts, elevated);
}

void tables(std::ostream& out) {
    FERRY_STRUCT(ferry_host);
    FERRY_FIELD(ferry_host, struct_size);
    FERRY_FIELD(ferry_host, ctx);
    FERRY_FIELD(ferry_host, facts);
    FERRY_FIELD(ferry_host, run);
    FERRY_FIELD(ferry_host, read_file);
    FERRY_FIELD(ferry_host, list_dir);
    FERRY_FIELD(ferry_host, emit);
    FERRY_FIELD(ferry_host, emit_trace);
    FERRY_FIELD(ferry_host, emit_offer);
    FERRY_FIELD(ferry_host, progress);
    FERRY_FIELD(ferry_host, outcome);
    FERRY_FIELD(ferry_host, cancelled);
    FERRY_FIELD(ferry_host, fail);
    FERRY_FIELD(ferry_host, log);
    FERRY_FIELD(ferry_host, present);
    FERRY_FIELD(ferry_host, registry);
    FERRY_STRUCT(ferry_plugin);
    FERRY_FIELD(ferry_plugin, abi_major);
    FERRY_FIELD(ferry_plugin, abi_minor);
    FERRY_FIELD(ferry_plugin, struct_size);
    FERRY_FIELD(ferry_plugin, id);
    FERRY_FIELD(ferry_plugin, probe);
    FERRY_FIELD(ferry_plugin, inventory);
    FERRY_FIELD(ferry_plugin, traces);
    FERRY_FIELD(ferry_plugin, look_up);
    FERRY_FIELD(ferry_plugin, install);
    FERRY_FIELD(ferry_plugin, remove);
    FERRY_FIELD(ferry_plugin, upgrade);
    FERRY_FIELD(ferry_plugin, outdated);
}

} // namespace

std::string abi_layout() {
    std::ostringstream out;
    numbers(out);
    rows(out);
    running(out);
    tables(out);
    return out.str();
}

} // namespace ferry::testing
