// One row for the mode, and one per allowed software.
// SPDX-License-Identifier: Apache-2.0
#include "core/state/request_policy.hpp"

namespace ferry::state {
namespace {

constexpr RequestMode kModes[] = {RequestMode::Off, RequestMode::Ask, RequestMode::AllowList,
                                  RequestMode::All};

} // namespace

const char* to_text(RequestMode mode) {
    switch (mode) {
    case RequestMode::Off:
        return "off";
    case RequestMode::AllowList:
        return "allow-list";
    case RequestMode::All:
        return "all";
    case RequestMode::Ask:
        break;
    }
    return "ask";
}

std::optional<RequestMode> request_mode_from_text(const std::string& text) {
    for (const auto mode : kModes) {
        if (text == to_text(mode)) return mode;
    }
    return std::nullopt;
}

Result<RequestPolicy> RequestPolicies::load() {
    RequestPolicy policy;
    auto mode = database_.prepare("SELECT mode FROM request_policy");
    if (!mode) return mode.error();
    const auto there = mode->step();
    if (!there) return there.error();
    // A word that this ferry does not know asks a person.
    if (*there) policy.mode = request_mode_from_text(mode->text(0)).value_or(RequestMode::Ask);
    auto select = database_.prepare("SELECT software FROM request_allowed");
    if (!select) return select.error();
    for (;;) {
        const auto row = select->step();
        if (!row) return row.error();
        if (!*row) return policy;
        policy.allowed.insert(select->text(0));
    }
}

Result<void> RequestPolicies::save(const RequestPolicy& policy) {
    auto transaction = sqlite::Transaction::begin(database_);
    if (!transaction) return transaction.error();
    auto replace =
        database_.prepare("INSERT OR REPLACE INTO request_policy(only, mode) VALUES(1, ?)");
    if (!replace) return replace.error();
    if (auto done = replace->bind(1, to_text(policy.mode)).run(); !done) return done;
    if (auto done = database_.execute("DELETE FROM request_allowed"); !done) return done;
    auto insert = database_.prepare("INSERT INTO request_allowed(software) VALUES(?)");
    if (!insert) return insert.error();
    for (const auto& software : policy.allowed)
        if (auto done = insert->bind(1, software).run(); !done) return done;
    return transaction->commit();
}

} // namespace ferry::state
