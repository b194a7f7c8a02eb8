// Pages of the audit log, and the text that its hashes are made of.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "core/protocol/audit.hpp"
#include "core/protocol/canonical.hpp"
#include "core/protocol/fields.hpp"

#include <nlohmann/json.hpp>

namespace ferry::protocol {
namespace {

using nlohmann::json;

constexpr std::size_t kMostEntries = 10'000;

} // namespace

std::string canonical_entry(const std::string& account_id, const std::string& previous,
                            const AuditEntry& entry) {
    std::string text = "ferry-audit-1\n";
    for (const auto& field :
         {account_id, previous, std::to_string(entry.sequence), std::to_string(entry.at),
          entry.device_id, entry.action, entry.subject, entry.detail})
        append_field(text, field);
    return text;
}

std::string encode(const AuditLog& log) {
    auto list = json::array();
    for (const auto& entry : log.entries)
        list.push_back({{"sequence", entry.sequence},
                        {"at", entry.at},
                        {"device_id", entry.device_id},
                        {"action", entry.action},
                        {"subject", entry.subject},
                        {"detail", entry.detail},
                        {"hash", entry.hash}});
    return dump_json({{"previous", log.previous}, {"entries", list}, {"more", log.more}});
}

template <>
Result<AuditLog> decode<AuditLog>(std::string_view text) {
    return read_message<AuditLog>(text, [](Fields& outer) {
        AuditLog log;
        log.previous = outer.optional_text("previous", 64);
        log.more = outer.flag("more");
        for (const auto& item : outer.list("entries", kMostEntries)) {
            Fields fields(item);
            log.entries.push_back({fields.number("sequence"), fields.time("at"),
                                   fields.text("device_id", 64), fields.text("action", 64),
                                   fields.optional_text("subject", 64),
                                   fields.optional_text("detail"), fields.text("hash", 64)});
            outer.take_fault("entries", fields);
        }
        return log;
    });
}

} // namespace ferry::protocol
