// Finding the other side.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/other_side.hpp"

#include "core/base/text.hpp"
#include "core/cli/manifest_file.hpp"
#include "core/cli/plan_builder.hpp"
#include "core/planner/plan_json.hpp"
#include "core/state/state.hpp"

#include <optional>
#include <utility>

namespace ferry::cli {
namespace {

using protocol::DeviceInfo;

/// What this device's memory adds to a request: what was refused here, and what it is called.
Result<void> add_memory(state::State& state, PlanRequest& request) {
    auto declined = state.declined().list();
    if (!declined) return declined.error();
    const auto account = state.account().load();
    if (!account) return account.error();
    auto depot = state.depot().list();
    if (!depot) return depot.error();
    request.depot = std::move(*depot);
    request.declined = std::move(*declined);
    if (*account) request.to = (*account)->device.name;
    return {};
}

Result<void> add_memory(Context& context, PlanRequest& request) {
    auto state = state::State::open(context.paths().data, state::Access::Read);
    if (!state && state.error().code == Code::NotFound) return {};
    return state ? add_memory(*state, request) : state.error();
}

Result<Report<Plan>> from_file(Context& context, const identity::Catalog& catalog,
                               const std::string& file, const std::string& text,
                               const std::vector<InstallerId>& preference) {
    if (planner::looks_like_plan(text)) {
        auto plan = planner::plan_from_json(text);
        if (!plan) return plan.error().under(file);
        return Report<Plan>{std::move(*plan), {}};
    }
    auto manifest = read_manifest(file, text, context.device().os);
    if (!manifest) return manifest.error();
    const auto os = device_of_format(manifest->value.format, file).os;
    PlanRequest request{
        file, wanted_from(catalog, formats::as_inventory(manifest->value), os), {}, preference};
    if (const auto added = add_memory(context, request); !added) return added.error();
    auto report = build_plan(context, catalog, request);
    report.add(std::move(manifest->problems));
    return report;
}

/// The devices that `names` means; all others of the account where there is none.
Result<std::vector<DeviceInfo>> devices_named(state::State& state,
                                              const std::vector<std::string>& names) {
    std::vector<DeviceInfo> found;
    for (const auto& name : names) {
        auto info = state.devices().find(name);
        if (!info) return info.error();
        found.push_back(std::move(*info));
    }
    if (!names.empty()) return found;
    const auto record = state.account().load();
    if (!record) return record.error();
    auto all = state.devices().list();
    if (!all) return all.error();
    for (auto& info : *all) {
        const bool own = *record && (*record)->device_id == info.id;
        if (!own && info.revoked == 0) found.push_back(std::move(info));
    }
    return found;
}

Result<Report<Plan>> from_devices(Context& context, const identity::Catalog& catalog,
                                  const std::vector<std::string>& names,
                                  const std::vector<InstallerId>& preference) {
    auto state = state::State::open(context.paths().data, state::Access::Read);
    if (!state && state.error().code == Code::NotFound)
        return Error{Code::NotFound,
                     (names.empty() ? std::string("no other device") : "\"" + names[0] + "\"") +
                         " is known here; give a file, or run ferry login and ferry sync"};
    if (!state) return state.error();
    const auto devices = devices_named(*state, names);
    if (!devices) return devices.error();
    PlanRequest request;
    request.preference = preference;
    std::vector<std::string> titles;
    for (const auto& info : *devices) {
        const auto inventories = state->devices().inventory(DeviceId{info.id});
        if (!inventories) return inventories.error();
        for (auto& wanted : wanted_from(catalog, *inventories, info.device.os))
            request.wanted.push_back(std::move(wanted));
        titles.push_back(info.device.name);
    }
    request.from = join(titles, ", ");
    if (const auto added = add_memory(*state, request); !added) return added.error();
    return build_plan(context, catalog, request);
}

} // namespace

Result<Report<Plan>> plan_for(Context& context, const std::vector<std::string>& names,
                              const std::vector<InstallerId>& preference) {
    const auto catalog = context.catalog();
    if (!catalog) return catalog.error();
    if (names.size() == 1) {
        const auto info = context.files().info(from_utf8(names[0]));
        if (names[0] == "-" || (info && info->kind != FileKind::Folder)) {
            const auto text = read_manifest_text(context, names[0]);
            if (!text) return text.error();
            return from_file(context, **catalog, names[0], *text, preference);
        }
    }
    return from_devices(context, **catalog, names, preference);
}

} // namespace ferry::cli
