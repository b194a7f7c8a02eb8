// Reads pairs and asks the catalog about the left one of each.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/assertion.hpp"

#include "core/base/text.hpp"
#include "core/identity/grammar.hpp"
#include "core/identity/kind.hpp"
#include "core/identity/tsv.hpp"

#include <algorithm>

namespace ferry::identity {
namespace {

PackageRef ref_of(const AssertedPackage& package) {
    return kind_of(package.kind)->ref(package.id);
}

std::vector<NativeId> of_kind(const Software& software, const Kind& kind) {
    std::vector<NativeId> ids;
    for (const auto& group : software.packages) {
        if (group.installer.text != kind.installer) continue;
        for (const auto& package : group.packages) {
            if (package.id.text.starts_with(kind.prefix)) ids.push_back(package.id);
        }
    }
    return ids;
}

} // namespace

Result<Assertions> parse_assertions(std::string_view text) {
    const auto table = parse_tsv(text, {"left_kind", "left_id", "right_kind", "right_id"});
    if (!table) return table.error();
    Assertions all;
    for (const auto& row : table->rows) {
        const auto& cells = row.cells;
        if (cells[1].empty() || cells[3].empty())
            return Error{Code::BadData,
                         "line " + std::to_string(row.line) + ": a pair has two ids"};
        if (!kind_of(cells[0]) || !kind_of(cells[2]))
            ++all.other_kinds;
        else
            all.pairs.push_back({{std::string(cells[0]), std::string(cells[1])},
                                 {std::string(cells[2]), std::string(cells[3])}});
    }
    return all;
}

const char* to_text(Verdict verdict) {
    switch (verdict) {
    case Verdict::Found:
        return "found";
    case Verdict::Wrong:
        return "wrong";
    case Verdict::Missing:
        break;
    }
    return "missing";
}

Judged judge(const Catalog& catalog, const Assertion& assertion) {
    Judged judged{assertion, Verdict::Missing, {}, {}};
    const auto known = catalog.recognise(ref_of(assertion.left));
    if (!known) return judged;
    judged.software = known->software;
    const auto software = catalog.find(known->software);
    if (!software) return judged;
    judged.right = of_kind(*software, *kind_of(assertion.right.kind));
    if (judged.right.empty()) return judged;
    const auto wanted = ref_of(assertion.right);
    const auto comparable = comparable_id(wanted.installer, wanted.id.text);
    const bool found =
        std::any_of(judged.right.begin(), judged.right.end(), [&](const NativeId& id) {
            return comparable_id(wanted.installer, id.text) == comparable;
        });
    judged.verdict = found ? Verdict::Found : Verdict::Wrong;
    return judged;
}

double Score::precision() const {
    const auto answered = found + wrong;
    return answered == 0 ? 1.0 : static_cast<double>(found) / static_cast<double>(answered);
}

double Score::recall() const {
    return asserted == 0 ? 1.0 : static_cast<double>(found) / static_cast<double>(asserted);
}

} // namespace ferry::identity
