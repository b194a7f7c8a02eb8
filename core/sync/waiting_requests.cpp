// From the server into the state.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/waiting_requests.hpp"

#include "core/sync/request_calls.hpp"

namespace ferry::sync {

Result<void> remember_waiting(const Parts& parts, const Link& link,
                              const std::vector<protocol::StoredRequest>& all) {
    std::vector<state::WaitingRequest> waiting;
    for (const auto& stored : all) {
        if (stored.state != "open") continue;
        const auto header = protocol::decode<protocol::RequestHeader>(stored.request.header);
        if (header && header->to == link.account.device_id)
            waiting.push_back({stored.id, header->expires});
    }
    return parts.state.requests().remember_waiting(waiting);
}

Result<void> refresh_waiting(const Parts& parts, const Link& link) {
    const auto all = stored_requests(*link.server, link.account.device_id);
    if (!all && all.error().code == Code::NotFound) return {};
    if (!all) return all.error();
    return remember_waiting(parts, link, *all);
}

} // namespace ferry::sync
