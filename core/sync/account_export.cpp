// Asking for one thing after the other.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/account_export.hpp"

#include "core/sync/calls.hpp"
#include "core/sync/depot_calls.hpp"
#include "core/sync/link.hpp"

#include <utility>

namespace ferry::sync {
namespace {

constexpr std::size_t kMostHistory = 10'000; // that a server gives at once

Result<void> add_streams(Connection& server, const std::string& device,
                         std::vector<ExportedStream>& streams) {
    const auto heads = stream_heads(server, device);
    if (!heads) return heads.error();
    for (const auto& head : *heads) {
        auto found = snapshot(server, {device, {head.installer}}, "");
        if (!found && found.error().code == Code::NotFound) continue; // removed meanwhile
        if (!found) return found.error();
        if (*found) streams.push_back({device, head.installer, std::move(**found)});
    }
    return {};
}

} // namespace

Result<AccountExport> export_account(const Parts& parts) {
    const auto link = make_link(parts);
    if (!link) return link.error();
    auto& server = *link->server;
    auto info = account(server);
    if (!info) return info.error();
    auto all = devices(server);
    if (!all) return all.error();
    AccountExport result{std::move(*info), std::move(*all), {}, {}, {}};
    auto log = audit_trail(server, result.account.account_id);
    if (log)
        result.log = std::move(*log);
    else if (log.error().code != Code::NotFound)
        return log.error();
    for (const auto& device : result.devices) {
        const auto added = add_streams(server, device.id, result.streams);
        if (!added) return added.error();
        // By device, since each answer has a limit.
        auto removed = history(server, device.id, kMostHistory);
        if (!removed) return removed.error();
        if (removed->size() >= kMostHistory) result.whole_history = false;
        for (auto& row : *removed)
            result.history.push_back(std::move(row));
    }
    auto depot = depot_items(server, "");
    if (!depot && depot.error().code != Code::NotFound) return depot.error(); // an older server
    if (depot) result.depot = std::move(*depot);
    return result;
}

} // namespace ferry::sync
