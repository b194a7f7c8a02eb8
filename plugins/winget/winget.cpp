// The winget plugin: reads Windows' register and winget's records, drives winget.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/winget/action.hpp"
#include "plugins/winget/inventory.hpp"
#include "plugins/winget/names.hpp"
#include "plugins/winget/offers.hpp"

#include <ferry/plugin.hpp>

#include <string_view>

namespace ferry::winget {
namespace {

struct Plugin {
    static constexpr std::string_view id = "winget";

    static Result<void> probe(const sdk::Host& host) {
        const auto windows = host.registry("HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion");
        if (!windows && windows.error().code == Code::NotFound)
            return Error{Code::Unavailable, "this is no Windows: it has no registry"};
        if (!windows) return windows.error();
        host.present({}, "reads the list of installed programs; ids and changes come from winget");
        return {};
    }

    static Result<void> inventory(const sdk::Host& host) {
        const auto all = read_inventory(host);
        if (!all) return all.error();
        for (const auto& one : *all) {
            sdk::Package row;
            row.native_id = one.id;
            row.version = one.version;
            row.name = one.name;
            row.origin = one.source;
            row.publisher = one.publisher;
            row.scope = one.scope;
            row.reason = is_runtime(one.id) ? FERRY_REASON_DEPENDENCY : FERRY_REASON_EXPLICIT;
            row.held = one.held;
            host.emit(row);
        }
        return {};
    }

    static Result<void> traces(const sdk::Host& host) { return tell_traces(host); }
    static Result<void> look_up(const sdk::Host& host, sdk::Ids ids) {
        return winget::look_up(host, ids);
    }
    static Result<void> install(const sdk::Host& host, sdk::Ids ids) {
        return act(host, kit::Verb::Install, ids);
    }
    static Result<void> remove(const sdk::Host& host, sdk::Ids ids) {
        return act(host, kit::Verb::Remove, ids);
    }
    static Result<void> upgrade(const sdk::Host& host, sdk::Ids ids) {
        return act(host, kit::Verb::Upgrade, ids);
    }
    static Result<void> outdated(const sdk::Host& host) { return winget::outdated(host); }
};

} // namespace
} // namespace ferry::winget

FERRY_EXPORT_PLUGIN(ferry::winget::Plugin)
