// What the depot commands share: the account, its depot, and what that borrows.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/cli/account.hpp"
#include "core/platform/large_files.hpp"
#include "core/sync/depot.hpp"

#include <ferry/result.hpp>

#include <memory>
#include <utility>

namespace ferry::cli {

struct DepotDesk {
    std::unique_ptr<Account> account;
    std::unique_ptr<RealLargeFiles> large;
    sync::Depot depot;

    static Result<DepotDesk> open(Context& context) {
        auto account = Account::open(context);
        if (!account) return account.error();
        auto large = std::make_unique<RealLargeFiles>();
        auto depot = sync::Depot::open((*account)->parts(), *large);
        if (!depot) return depot.error();
        return DepotDesk{std::move(*account), std::move(large), std::move(*depot)};
    }
};

} // namespace ferry::cli
