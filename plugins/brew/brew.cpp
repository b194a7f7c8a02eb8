// The brew plugin: reads Cellar and Caskroom, drives brew.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/brew/action.hpp"
#include "plugins/brew/offers.hpp"
#include "plugins/brew/prefix.hpp"

#include <ferry/plugin.hpp>

#include <string>
#include <string_view>

namespace ferry::brew {
namespace {

struct Plugin {
    static constexpr std::string_view id = "brew";

    static Result<void> probe(const sdk::Host& host) {
        const auto found = prefixes(host);
        if (found.empty())
            return Error{Code::Unavailable, "no brew is in /opt/homebrew, /usr/local or "
                                            "/home/linuxbrew/.linuxbrew"};
        std::string note = "reads the receipts below " + found.front();
        for (std::size_t i = 1; i < found.size(); ++i)
            note += " and " + found[i];
        host.present({}, note + "; changes go through brew");
        return {};
    }

    static Result<void> inventory(const sdk::Host& host) {
        const auto all = installed(host);
        if (!all) return all.error();
        for (const auto& keg : *all) {
            const auto native = keg.name.id();
            sdk::Package row;
            row.native_id = native;
            row.version = keg.version;
            row.name = keg.name.name;
            row.arch = keg.arch;
            row.origin = keg.name.tap;
            row.kind = keg.name.cask ? "cask" : "formula";
            row.scope = FERRY_SCOPE_SYSTEM;
            row.reason = keg.asked_for ? FERRY_REASON_EXPLICIT : FERRY_REASON_DEPENDENCY;
            row.held = keg.pinned;
            host.emit(row);
        }
        return {};
    }

    static Result<void> look_up(const sdk::Host& host, sdk::Ids ids) {
        return brew::look_up(host, ids);
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
    static Result<void> outdated(const sdk::Host& host) { return brew::outdated(host); }
};

} // namespace
} // namespace ferry::brew

FERRY_EXPORT_PLUGIN(ferry::brew::Plugin)
