// The dnf plugin: reads rpm's database and dnf's memory, drives dnf 4 or 5.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/dnf/action.hpp"
#include "plugins/dnf/database.hpp"
#include "plugins/dnf/offers.hpp"

#include <ferry/plugin.hpp>

#include <algorithm>
#include <string>
#include <string_view>

namespace ferry::dnf {
namespace {

/// "dnf5", "dnf4", or empty: neither.
std::string program_in(const sdk::Host& host) {
    const auto entries = host.list_dir("/usr/bin");
    if (!entries) return {};
    const auto has = [&](std::string_view name) {
        return std::any_of(entries->begin(), entries->end(),
                           [&](const auto& entry) { return entry.name == name; });
    };
    if (has("dnf5")) return "dnf5";
    return has("dnf-3") || has("dnf") ? "dnf4" : std::string();
}

struct Plugin {
    static constexpr std::string_view id = "dnf";

    static Result<void> probe(const sdk::Host& host) {
        for (const auto* folder : {"/usr/lib/sysimage/rpm", "/var/lib/rpm"}) {
            const auto entries = host.list_dir(folder);
            if (!entries || entries->empty()) continue;
            const auto program = program_in(host);
            host.present({},
                         program.empty()
                             ? "reads rpm's database; dnf is not here, so nothing can be changed"
                             : "reads rpm's database; changes go through " + program);
            return {};
        }
        return Error{Code::Unavailable, "there is no database of rpm below /usr/lib/sysimage/rpm "
                                        "or /var/lib/rpm"};
    }

    static Result<void> inventory(const sdk::Host& host) {
        const auto all = read_database(host);
        if (!all) return all.error();
        for (const auto& one : *all) {
            sdk::Package row;
            row.native_id = one.id;
            row.version = one.evr;
            row.arch = one.arch;
            row.origin = one.repository;
            row.publisher = one.vendor;
            row.scope = FERRY_SCOPE_SYSTEM;
            row.reason = one.reason;
            row.held = one.held;
            host.emit(row);
        }
        return {};
    }

    static Result<void> look_up(const sdk::Host& host, sdk::Ids ids) {
        return dnf::look_up(host, ids);
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
    static Result<void> outdated(const sdk::Host& host) { return dnf::outdated(host); }
};

} // namespace
} // namespace ferry::dnf

FERRY_EXPORT_PLUGIN(ferry::dnf::Plugin)
