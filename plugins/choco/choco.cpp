// The choco plugin: reads Chocolatey's folders, drives choco.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/choco/action.hpp"
#include "plugins/choco/library.hpp"
#include "plugins/choco/offers.hpp"

#include <ferry/plugin.hpp>

#include <string_view>

namespace ferry::choco {
namespace {

struct Plugin {
    static constexpr std::string_view id = "choco";

    static Result<void> probe(const sdk::Host& host) {
        const auto top = folder(host);
        if (top.empty())
            return Error{Code::Unavailable,
                         "no Chocolatey is in C:/ProgramData/chocolatey or C:/Chocolatey"};
        host.present({}, "reads the packages below " + top + "/lib; changes go through choco");
        return {};
    }

    static Result<void> inventory(const sdk::Host& host) {
        const auto all = installed(host);
        if (!all) return all.error();
        for (const auto& one : *all) {
            sdk::Package row;
            row.native_id = one.id;
            row.version = one.version;
            row.name = one.title;
            row.publisher = one.authors;
            row.scope = FERRY_SCOPE_SYSTEM;
            row.reason = one.needed ? FERRY_REASON_DEPENDENCY : FERRY_REASON_EXPLICIT;
            row.held = one.pinned;
            host.emit(row);
        }
        return {};
    }

    static Result<void> look_up(const sdk::Host& host, sdk::Ids ids) {
        return choco::look_up(host, ids);
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
    static Result<void> outdated(const sdk::Host& host) { return choco::outdated(host); }
};

} // namespace
} // namespace ferry::choco

FERRY_EXPORT_PLUGIN(ferry::choco::Plugin)
