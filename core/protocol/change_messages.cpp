// What happened in the account since a client last asked.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "core/protocol/fields.hpp"
#include "core/protocol/messages.hpp"

#include <nlohmann/json.hpp>

namespace ferry::protocol {
namespace {

using nlohmann::json;

constexpr std::size_t kMostChanges = 10'000;

} // namespace

std::string encode(const Changes& changes) {
    auto list = json::array();
    for (const auto& change : changes.changes) {
        json row = {
            {"sequence", change.sequence}, {"kind", change.kind}, {"device_id", change.device_id}};
        if (!change.installer.empty()) row["installer"] = change.installer;
        list.push_back(row);
    }
    return dump_json({{"next", changes.next},
                      {"device_state", changes.device_state},
                      {"changes", list},
                      {"more", changes.more}});
}

template <>
Result<Changes> decode<Changes>(std::string_view text) {
    return read_message<Changes>(text, [](Fields& outer) {
        Changes changes;
        changes.next = outer.number("next");
        changes.device_state = outer.optional_text("device_state", 64);
        changes.more = outer.flag("more");
        for (const auto& item : outer.list("changes", kMostChanges)) {
            Fields fields(item);
            changes.changes.push_back({fields.number("sequence"), fields.text("kind", 32),
                                       fields.text("device_id", 64),
                                       fields.optional_text("installer", 64)});
            outer.take_fault("changes", fields);
        }
        return changes;
    });
}

} // namespace ferry::protocol
