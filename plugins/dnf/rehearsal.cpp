// The transaction of a rehearsal against what was asked.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/dnf/rehearsal.hpp"

#include "plugins/dnf/failure.hpp"
#include "plugins/dnf/transaction.hpp"
#include "plugins/kit/words.hpp"

#include <algorithm>

namespace ferry::dnf {
namespace {

kit::Verdict refused(const std::string& what) {
    return {
        FERRY_RESULT_FAILED, {}, "refused: dnf would also " + what + ", which was not asked for"};
}

bool asks_for(const std::vector<Target>& asked, std::string_view name) {
    return std::any_of(asked.begin(), asked.end(),
                       [&](const Target& target) { return target.name == name; });
}

std::optional<kit::Verdict> gone_with_it(const Transaction& plan, kit::Verb verb,
                                         const std::vector<Target>& asked) {
    std::vector<std::string> gone;
    for (const auto& row : plan.goes) {
        if (verb != kit::Verb::Remove || !asks_for(asked, row.name)) gone.push_back(row.name);
    }
    if (!gone.empty()) return refused("remove " + kit::joined(gone, ", "));
    if (plan.replaced.empty()) return std::nullopt;
    const auto& first = plan.replaced.front();
    return refused("put " + first.by + " in the place of " + first.gone);
}

/// dnf takes a name also for what merely provides it.
std::optional<kit::Verdict> stranger(const Transaction& plan, const std::vector<Target>& asked) {
    for (const auto& target : asked) {
        const bool found =
            std::any_of(plan.comes.begin(), plan.comes.end(), [&](const Transaction::Row& row) {
                return row.name == target.name && (target.arch.empty() || row.arch == target.arch);
            });
        if (found || plan.comes.empty()) continue;
        return kit::Verdict{FERRY_RESULT_NOT_FOUND,
                            {},
                            "no package of that name is on offer; dnf would install " +
                                plan.comes.front().name + " for it"};
    }
    return std::nullopt;
}

} // namespace

std::optional<kit::Verdict> unasked(const sdk::Output& output, kit::Verb verb,
                                    const std::vector<Target>& asked) {
    const bool refused_by_us = output.out.find("Operation aborted") != std::string::npos ||
                               output.err.find("Operation aborted") != std::string::npos;
    if (output.exit_code != 0 && !refused_by_us) {
        const auto reason = classify(output.exit_code, output.out, output.err);
        return kit::Verdict{reason.result, {}, reason.words};
    }
    const auto plan = parse_transaction(output.out);
    if (auto gone = gone_with_it(plan, verb, asked)) return gone;
    return verb == kit::Verb::Install ? stranger(plan, asked) : std::nullopt;
}

} // namespace ferry::dnf
