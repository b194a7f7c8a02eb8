// Sorting, checking, hashing.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/local_streams.hpp"

#include "core/base/text.hpp"
#include "core/protocol/canonical.hpp"
#include "core/vault/hash.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace ferry::sync {
namespace {

auto key_of(const Package& package) {
    return std::tie(package.id.text, package.arch);
}

bool is_text(const Package& package) {
    const auto fields = {&package.id.text, &package.version,   &package.name, &package.arch,
                         &package.origin,  &package.publisher, &package.kind};
    return std::all_of(fields.begin(), fields.end(),
                       [](const auto* field) { return valid_utf8(*field); });
}

/// Empty: all is well.
std::string fault_in(const std::vector<Package>& sorted) {
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const auto name = "package \"" + printable(sorted[i].id.text) + "\"";
        if (!is_text(sorted[i])) return name + " holds text that is no UTF-8";
        if (i > 0 && key_of(sorted[i - 1]) == key_of(sorted[i])) return name + " is there twice";
    }
    return {};
}

} // namespace

std::string stream_hash(const std::vector<Package>& packages) {
    return hex(vault::hash(protocol::canonical_state(packages)));
}

std::string device_state(const std::vector<protocol::StreamHead>& heads) {
    const auto state = protocol::canonical_device_state(heads);
    return state.empty() ? std::string() : hex(vault::hash(state));
}

Report<std::vector<LocalStream>> local_streams(const std::vector<InstallerInventory>& inventories) {
    Report<std::vector<LocalStream>> report;
    for (const auto& inventory : inventories) {
        auto packages = inventory.packages;
        std::sort(packages.begin(), packages.end(),
                  [](const auto& left, const auto& right) { return key_of(left) < key_of(right); });
        for (auto& package : packages)
            if (package.name == package.id.text)
                package.name.clear(); // says nothing, costs a fifth
        const auto fault = fault_in(packages);
        if (!fault.empty()) {
            report.problems.push_back({inventory.installer.text,
                                       fault + "; its inventory is not sent",
                                       "repair or remove that package", Code::BadData});
            continue;
        }
        auto hash = stream_hash(packages);
        report.value.push_back({inventory.installer, std::move(packages), std::move(hash)});
    }
    return report;
}

} // namespace ferry::sync
