// Register, records and winget's own list, put together.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/winget/inventory.hpp"

#include "plugins/winget/match.hpp"
#include "plugins/winget/names.hpp"
#include "plugins/winget/records.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace ferry::winget {
namespace {

struct Sight {
    std::vector<Program> programs;
    std::vector<Known> known;
};

Result<Sight> look(const sdk::Host& host, Result<std::vector<Exported>> list) {
    if (!list) return list.error();
    auto here = programs(host);
    if (!here) return here.error();
    const auto remembered = records(host);
    if (!remembered) return remembered.error();
    auto known = matched(*here, *remembered, *list);
    return Sight{std::move(*here), std::move(known)};
}

} // namespace

Result<std::vector<Installed>> read_inventory(const sdk::Host& host) {
    auto sight = look(host, exported(host));
    if (!sight) return sight.error();
    const auto pins = pinned(host);
    if (!pins) return pins.error();
    std::vector<Installed> all;
    for (auto& known : sight->known) {
        Installed one;
        one.held = std::find(pins->begin(), pins->end(), lower(known.id)) != pins->end();
        one.id = std::move(known.id);
        one.version = std::move(known.version);
        one.source = std::move(known.source);
        if (known.program) {
            const auto& program = sight->programs[*known.program];
            one.name = program.name;
            one.publisher = program.publisher;
            one.scope = program.scope;
            if (one.version.empty()) one.version = program.version;
        }
        all.push_back(std::move(one));
    }
    return all;
}

Result<void> tell_traces(const sdk::Host& host) {
    const auto sight = look(host, last_export(host));
    if (!sight) return sight.error();
    std::set<std::size_t> claimed;
    for (const auto& known : sight->known) {
        if (known.program) claimed.insert(*known.program);
    }
    for (std::size_t i = 0; i < sight->programs.size(); ++i) {
        const auto& one = sight->programs[i];
        if (claimed.contains(i)) continue;
        const bool store = one.key.starts_with("MSIX");
        host.emit(sdk::Trace{store ? "msix" : "uninstall-key", one.key, one.name, one.version,
                             one.publisher});
    }
    return {};
}

} // namespace ferry::winget
