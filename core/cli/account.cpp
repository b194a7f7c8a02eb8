// Building what core/sync needs.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/account.hpp"

#include "core/sync/load_network.hpp"

#include <utility>

namespace ferry::cli {

Account::Account(Context& context, state::State state)
    : state_(std::move(state)), parts_{state_,
                                       context.files(),
                                       context.clock(),
                                       context.paths().data,
                                       sync::transport_from(context.installation().network),
                                       sync::real_wait(interrupted),
                                       context.key_store()} {}

Result<std::unique_ptr<Account>> Account::open(Context& context, state::Access access) {
    auto state = state::State::open(context.paths().data, access);
    if (!state) return state.error();
    return std::unique_ptr<Account>(new Account(context, std::move(*state)));
}

} // namespace ferry::cli
