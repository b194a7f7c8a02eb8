// One look-up per id in what the entries name.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/popularity.hpp"

#include "core/identity/coverage.hpp"
#include "core/identity/grammar.hpp"
#include "core/identity/tsv.hpp"

#include <map>

namespace ferry::identity {

Result<std::vector<std::string>> parse_popular(std::string_view text) {
    for (const auto* column : {"id", "token", "formula", "app_id", "package"}) {
        const auto table = parse_tsv(text, {column});
        if (!table) continue;
        std::vector<std::string> ids;
        for (const auto& row : table->rows) {
            if (!row.cells[0].empty()) ids.emplace_back(row.cells[0]);
        }
        if (ids.empty()) return Error{Code::BadData, "the list has no rows"};
        return ids;
    }
    return Error{Code::BadData,
                 "line 1: no column is called id, token, formula, app_id or package"};
}

PopularCoverage cover(const std::vector<Entry>& entries, const Kind& kind,
                      const std::vector<std::string>& popular) {
    const InstallerId installer{std::string(kind.installer)};
    std::map<std::string, const Entry*> known;
    for (const auto& entry : entries) {
        const auto packages = entry.packages.find(installer);
        if (packages == entry.packages.end()) continue;
        for (const auto& package : packages->second) {
            auto& by = known[comparable_id(installer, package.id.text)];
            if (by == nullptr || by->proposed) by = &entry;
        }
    }
    PopularCoverage sum;
    for (const auto& id : popular) {
        const auto found = known.find(comparable_id(installer, kind.ref(id).id.text));
        ++sum.listed;
        if (found == known.end()) {
            sum.unknown.push_back(id);
        } else if (found->second->proposed) {
            ++sum.proposed;
        } else {
            ++sum.curated;
            sum.elsewhere += systems_of(*found->second) > 1;
        }
    }
    return sum;
}

} // namespace ferry::identity
