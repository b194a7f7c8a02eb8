// The apt plugin: reads dpkg's database, asks and drives apt's own tools.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/action.hpp"
#include "plugins/apt/inventory.hpp"
#include "plugins/apt/offers.hpp"
#include "plugins/apt/probe.hpp"

#include <ferry/plugin.hpp>

#include <string_view>

namespace ferry::apt {
namespace {

struct Apt {
    static constexpr std::string_view id = "apt";

    static Result<void> probe(const sdk::Host& host) { return apt::probe(host); }
    static Result<void> inventory(const sdk::Host& host) { return apt::inventory(host); }
    static Result<void> look_up(const sdk::Host& host, sdk::Ids ids) {
        return apt::look_up(host, ids);
    }
    static Result<void> install(const sdk::Host& host, sdk::Ids ids) {
        return act(host, Verb::Install, ids);
    }
    static Result<void> remove(const sdk::Host& host, sdk::Ids ids) {
        return act(host, Verb::Remove, ids);
    }
    static Result<void> upgrade(const sdk::Host& host, sdk::Ids ids) {
        return act(host, Verb::Upgrade, ids);
    }
    static Result<void> outdated(const sdk::Host& host) { return apt::outdated(host); }
};

} // namespace
} // namespace ferry::apt

FERRY_EXPORT_PLUGIN(ferry::apt::Apt)
