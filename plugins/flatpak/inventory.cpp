// Everything that is installed, as one row per ref.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/flatpak/inventory.hpp"

#include <set>
#include <utility>

namespace ferry::flatpak {
namespace {

std::string native_id(const Deployed& deployed) {
    if (deployed.ref.runtime) return deployed.ref.text();
    return deployed.current ? deployed.ref.id : deployed.ref.id + "//" + deployed.ref.branch;
}

} // namespace

Result<std::vector<Row>> rows(const sdk::Host& host) {
    const auto all = installations(host);
    if (!all) return all.error();
    std::vector<Row> rows;
    std::set<std::pair<std::string, std::string>> seen;
    for (const auto& installation : *all) {
        auto found = deployed(host, installation);
        if (!found) return found.error();
        for (auto& one : *found) {
            auto id = native_id(one);
            if (!seen.emplace(id, one.ref.arch).second) {
                host.log(FERRY_LOG_INFO, one.ref.text() + " is also in " + installation.path);
                continue;
            }
            rows.push_back({std::move(id), installation.name, installation.scope(),
                            installation.option(), std::move(one)});
        }
    }
    return rows;
}

Result<void> inventory(const sdk::Host& host) {
    const auto all = rows(host);
    if (!all) return all.error();
    for (const auto& row : *all) {
        const auto& one = row.deployed;
        sdk::Package package;
        package.native_id = row.native_id;
        package.version = one.version;
        package.name = one.name;
        package.arch = one.ref.arch;
        package.origin = one.origin;
        package.kind = one.ref.runtime ? "runtime" : "app";
        package.scope = row.scope;
        package.reason =
            one.ref.runtime && !one.pinned ? FERRY_REASON_DEPENDENCY : FERRY_REASON_EXPLICIT;
        package.held = one.masked;
        host.emit(package);
    }
    return {};
}

} // namespace ferry::flatpak
