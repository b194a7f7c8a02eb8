// What a plugin says to its host, kept as rows; what breaks the form is kept as a fault.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "sdk/check/replay_host.hpp"
#include "sdk/check/words.hpp"

#include <ferry/plugin.hpp>

namespace ferry::check {
namespace {

std::string size_word(std::uint64_t bytes) {
    return bytes == FERRY_SIZE_UNKNOWN ? "unknown" : std::to_string(bytes);
}
std::string flag(std::uint32_t value) {
    return value != 0 ? "true" : "false";
}

} // namespace

template <typename Abi>
bool ReplayHost::whole(const Abi* given, const char* what) {
    if (given != nullptr && given->struct_size >= sizeof(Abi)) return true;
    said.faults.push_back(std::string("a ") + what + " without a true struct_size");
    return false;
}
template bool ReplayHost::whole(const ferry_command*, const char*);
template bool ReplayHost::whole(const ferry_output*, const char*);

std::string ReplayHost::text(ferry_str view, const char* what) {
    if (view.data == nullptr && view.size != 0) {
        said.faults.push_back(std::string(what) + " has a size and no bytes");
        return {};
    }
    return std::string(sdk::from_abi(view));
}

void ReplayHost::set_words() {
    abi_.emit = [](void* ctx, const ferry_package* p) {
        auto& h = self(ctx);
        if (!h.whole(p, "ferry_package")) return;
        h.said.packages.push_back({{"id", h.text(p->native_id, "an id")},
                                   {"version", h.text(p->version, "a version")},
                                   {"name", h.text(p->name, "a name")},
                                   {"arch", h.text(p->arch, "an arch")},
                                   {"origin", h.text(p->origin, "an origin")},
                                   {"publisher", h.text(p->publisher, "a publisher")},
                                   {"kind", h.text(p->kind, "a kind")},
                                   {"scope", scope_word(p->scope)},
                                   {"reason", reason_word(p->reason)},
                                   {"condition", condition_word(p->condition)},
                                   {"held", flag(p->held)},
                                   {"base", flag(p->base)}});
    };
    abi_.emit_trace = [](void* ctx, const ferry_trace* t) {
        auto& h = self(ctx);
        if (!h.whole(t, "ferry_trace")) return;
        h.said.traces.push_back({{"source", h.text(t->source, "a source")},
                                 {"key", h.text(t->key, "a key")},
                                 {"name", h.text(t->name, "a name")},
                                 {"version", h.text(t->version, "a version")},
                                 {"publisher", h.text(t->publisher, "a publisher")}});
    };
    abi_.emit_offer = [](void* ctx, const ferry_offer* o) {
        auto& h = self(ctx);
        if (!h.whole(o, "ferry_offer")) return;
        h.said.offers.push_back({{"id", h.text(o->native_id, "an id")},
                                 {"version", h.text(o->version, "a version")},
                                 {"origin", h.text(o->origin, "an origin")},
                                 {"download_bytes", size_word(o->download_bytes)},
                                 {"installed_bytes", size_word(o->installed_bytes)}});
    };
    abi_.outcome = [](void* ctx, const ferry_outcome* o) {
        auto& h = self(ctx);
        if (!h.whole(o, "ferry_outcome")) return;
        h.said.outcomes.push_back({{"id", h.text(o->native_id, "an id")},
                                   {"result", result_word(o->result)},
                                   {"version", h.text(o->version, "a version")},
                                   {"message", h.text(o->message, "a message")}});
    };
    abi_.progress = [](void* ctx, const ferry_progress* p) {
        auto& h = self(ctx);
        if (h.whole(p, "ferry_progress") && p->permille > 1000)
            h.said.faults.push_back("a permille of " + std::to_string(p->permille));
    };
    abi_.cancelled = [](void* ctx) { return self(ctx).cancelled ? 1u : 0u; };
    abi_.fail = [](void* ctx, ferry_status status, ferry_str message) {
        auto& h = self(ctx);
        h.said.failures.emplace_back(status, h.text(message, "a message"));
    };
    abi_.log = [](void* ctx, ferry_log_level, ferry_str message) {
        (void)self(ctx).text(message, "a message");
    };
    abi_.present = [](void* ctx, ferry_str version, ferry_str note) {
        auto& h = self(ctx);
        h.said.version = h.text(version, "a version");
        h.said.note = h.text(note, "a note");
    };
}

} // namespace ferry::check
