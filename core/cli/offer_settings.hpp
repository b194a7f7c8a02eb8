// After a run: settings of the account for what is here now, to be restored or left.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/apply/summary.hpp"
#include "core/cli/context.hpp"
#include "core/cli/plan_words.hpp"
#include "core/model/ids.hpp"
#include "core/model/plan.hpp"

#include <set>
#include <string>

namespace ferry::cli {

/// --settings restore or keep; without it a person at the terminal is asked, and nobody else.
struct SettingsWish {
    std::string word;
    void add(Options& options);
};

std::set<SoftwareId> installed_by(Context& context, const apply::Summary& summary);
/// What --only and --except leave of it.
std::set<SoftwareId> present_in(const Plan& plan, const TickOptions& ticks);

/// Offers each software's newest revision that another device made and that differs from what is
/// here. Says nothing where there is no account, no network or no such revision. Not offered is
/// what the person wants to stay here, and what they left once before. False: some were to be
/// restored and could not be.
bool offer_settings(Context& context, const SettingsWish& wish,
                    const std::set<SoftwareId>& software);

} // namespace ferry::cli
