// Who is logged in, and logging out.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/session.hpp"

#include "core/sync/calls.hpp"
#include "core/sync/credentials.hpp"
#include "core/sync/link.hpp"

#include <utility>

namespace ferry::sync {

Result<state::AccountRecord> current_account(const Parts& parts) {
    auto link = make_link(parts);
    if (!link) return link.error();
    return std::move(link->account);
}

Result<protocol::AccountInfo> who_am_i(const Parts& parts) {
    const auto link = make_link(parts);
    if (!link) return link.error();
    return account(*link->server);
}

Result<LoggedOut> log_out(const Parts& parts) {
    LoggedOut result;
    {
        const auto link = make_link(parts);
        if (!link && link.error().code == Code::NotFound) return link.error();
        // Whatever is wrong with the way there: the secrets here go in any case.
        const auto told = link ? log_out(*link->server) : Result<void>(link.error());
        result.server_told = told.ok();
        if (!told) result.why_not = told.error().message;
    }
    if (const auto removed = remove_credentials(parts.files, parts.data, parts.key_store); !removed)
        return removed.error();
    // Whoever logs in next is asked before anything is installed.
    if (const auto reset = parts.state.request_policy().save({}); !reset) return reset.error();
    return result;
}

} // namespace ferry::sync
