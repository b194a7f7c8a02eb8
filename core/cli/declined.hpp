// Remembering what the person does not want here, and what they want again.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/cli/context.hpp"
#include "core/model/ids.hpp"
#include "core/model/plan.hpp"

#include <set>

namespace ferry::cli {

struct Wishes {
    std::set<SoftwareId> refused;
    std::set<SoftwareId> wanted;
};

/// What the person's ticks say beyond those that the plan came with.
Wishes wishes_of(const Plan& offered, const Plan& ticked);

/// For later plans. Where that fails, a warning is all: what was done here stays done.
void remember_wishes(Context& context, const std::set<SoftwareId>& refused,
                     const std::set<SoftwareId>& wanted);

} // namespace ferry::cli
