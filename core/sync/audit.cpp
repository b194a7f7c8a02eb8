// Every hash is made anew here: the server's word alone shows nothing.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/audit.hpp"

#include "core/base/text.hpp"
#include "core/vault/hash.hpp"

#include <utility>

namespace ferry::sync {

std::optional<std::uint64_t> first_altered(const std::string& account_id, const AuditTrail& trail) {
    auto previous = trail.previous;
    std::uint64_t last = 0;
    for (const auto& entry : trail.entries) {
        const bool first = &entry == &trail.entries.front();
        const bool follows =
            first ? (entry.sequence == 1) == previous.empty() : entry.sequence == last + 1;
        const auto hash = hex(vault::hash(protocol::canonical_entry(account_id, previous, entry)));
        if (!follows || entry.hash != hash) return entry.sequence;
        previous = entry.hash;
        last = entry.sequence;
    }
    return std::nullopt;
}

Result<AuditTrail> audit_trail(Connection& server, const std::string& account_id) {
    AuditTrail trail;
    for (bool more = true; more;) {
        const auto after = trail.entries.empty() ? 0 : trail.entries.back().sequence;
        const auto answer = server.ask({"GET", "/v1/audit?after=" + std::to_string(after)});
        if (answer && answer->status == 404)
            return Error{Code::NotFound, "this server keeps no log of the account; its owner can "
                                         "update ferryd"};
        auto page = message_in<protocol::AuditLog>(answer);
        if (!page) return page.error();
        more = page->more;
        if (page->entries.empty()) break;
        if (page->entries.back().sequence <= after)
            return Error{Code::BadData,
                         "the server's log does not go on after entry " + std::to_string(after)};
        if (trail.entries.empty()) trail.previous = page->previous;
        for (auto& entry : page->entries)
            trail.entries.push_back(std::move(entry));
    }
    trail.first_altered = first_altered(account_id, trail);
    return trail;
}

} // namespace ferry::sync
