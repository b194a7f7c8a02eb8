// The flatpak plugin: reads the installations' folders, drives the flatpak program.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/flatpak/action.hpp"
#include "plugins/flatpak/inventory.hpp"
#include "plugins/flatpak/offers.hpp"
#include "plugins/flatpak/probe.hpp"

#include <ferry/plugin.hpp>

#include <string_view>

namespace ferry::flatpak {
namespace {

struct Plugin {
    static constexpr std::string_view id = "flatpak";

    static Result<void> probe(const sdk::Host& host) { return flatpak::probe(host); }
    static Result<void> inventory(const sdk::Host& host) { return flatpak::inventory(host); }
    static Result<void> look_up(const sdk::Host& host, sdk::Ids ids) {
        return flatpak::look_up(host, ids);
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
    static Result<void> outdated(const sdk::Host& host) { return flatpak::outdated(host); }
};

} // namespace
} // namespace ferry::flatpak

FERRY_EXPORT_PLUGIN(ferry::flatpak::Plugin)
