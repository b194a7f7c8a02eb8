// Strong evidence first; a name only where it decides alone.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/winget/match.hpp"

#include "plugins/winget/names.hpp"
#include "plugins/winget/records.hpp"

#include <algorithm>
#include <map>

namespace ferry::winget {
namespace {

using ById = std::map<std::string, Known>; // by the id in small letters

void take_portables(const std::vector<Program>& programs, ById& known) {
    for (std::size_t i = 0; i < programs.size(); ++i) {
        const auto& one = programs[i];
        if (!one.id.empty())
            known.try_emplace(lower(one.id), Known{one.id, one.version, "winget", i});
    }
}

void take_records(const std::vector<Program>& programs, const std::vector<Record>& records,
                  ById& known) {
    for (const auto& record : records) {
        if (record.code.empty()) continue;
        const auto found = std::find_if(programs.begin(), programs.end(), [&](const Program& one) {
            return one.code == record.code;
        });
        if (found == programs.end()) continue;
        const auto place = static_cast<std::size_t>(found - programs.begin());
        known.try_emplace(lower(record.id),
                          Known{record.id, found->version.empty() ? record.version : found->version,
                                record.source, place});
    }
}

/// "24.09" and "24.09.0", "4.2 (x64)" never: versions agree up to zeros at the end.
std::string without_zeros(std::string version) {
    while (version.ends_with(".0"))
        version.resize(version.size() - 2);
    return version;
}

bool fits(const Program& program, const Exported& package) {
    if (!package.version.empty() &&
        without_zeros(program.version) != without_zeros(package.version))
        return false;
    const auto core = core_of_name(program.name);
    const auto cores = cores_of_id(package.id);
    return !core.empty() && std::find(cores.begin(), cores.end(), core) != cores.end();
}

std::optional<std::size_t> only_fit(const std::vector<Program>& programs, const Exported& package) {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < programs.size(); ++i) {
        if (!programs[i].id.empty() || !fits(programs[i], package)) continue;
        if (found) return std::nullopt;
        found = i;
    }
    return found;
}

} // namespace

std::vector<Known> matched(const std::vector<Program>& programs, const std::vector<Record>& records,
                           const std::vector<Exported>& exported) {
    ById known;
    take_portables(programs, known);
    take_records(programs, records, known);
    for (const auto& package : exported) {
        auto& one = known[lower(package.id)];
        one.id = package.id;
        one.source = package.source;
        if (!package.version.empty()) one.version = package.version;
        if (!one.program) one.program = only_fit(programs, package);
    }
    std::vector<Known> all;
    for (auto& [id, one] : known)
        all.push_back(std::move(one));
    return all;
}

} // namespace ferry::winget
