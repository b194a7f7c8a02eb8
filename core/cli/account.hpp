// The account as commands use it: the device's memory and the way to its server.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/cli/context.hpp"
#include "core/state/state.hpp"
#include "core/sync/parts.hpp"

#include <ferry/result.hpp>

#include <memory>

namespace ferry::cli {

/// Borrows the context.
class Account {
public:
    static Result<std::unique_ptr<Account>> open(Context& context,
                                                 state::Access access = state::Access::Write);
    state::State& state() { return state_; }
    const sync::Parts& parts() const { return parts_; }

private:
    Account(Context& context, state::State state);
    state::State state_;
    sync::Parts parts_;
};

} // namespace ferry::cli
