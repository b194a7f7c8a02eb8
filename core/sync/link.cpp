// From what is remembered to a connection.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/link.hpp"

#include "core/sync/credentials.hpp"

#include <utility>

namespace ferry::sync {

Result<Link> make_link(const Parts& parts) {
    auto credentials = load_credentials(parts.files, parts.data, parts.key_store);
    if (!credentials) return credentials.error();
    auto account = parts.state.account().load();
    if (!account) return account.error();
    if (!*account)
        return Error{Code::NotFound, "the memory of the account is gone; run ferry login URL"};
    const auto address = parse_server_address((*account)->server);
    if (!address) return address.error();
    auto transport = parts.make_transport(*address, {(*account)->fingerprint, {}});
    Link link{std::move(**account), std::move(transport), nullptr};
    link.server =
        std::make_unique<Connection>(*link.transport, parts.wait, std::move(credentials->token));
    return link;
}

} // namespace ferry::sync
