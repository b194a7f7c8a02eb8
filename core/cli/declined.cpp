// The memory is the device's own: it is not synced.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/declined.hpp"

#include "core/state/state.hpp"

namespace ferry::cli {
namespace {

Result<void> remember(Context& context, const std::set<SoftwareId>& refused,
                      const std::set<SoftwareId>& wanted) {
    auto state = state::State::open(context.paths().data, state::Access::Write);
    if (!state) return state.error();
    for (const auto& software : refused) {
        const auto added = state->declined().add(software, context.clock().now());
        if (!added) return added.error();
    }
    for (const auto& software : wanted) {
        const auto removed = state->declined().remove(software);
        if (!removed) return removed.error();
    }
    return {};
}

} // namespace

Wishes wishes_of(const Plan& offered, const Plan& ticked) {
    Wishes wishes;
    for (std::size_t i = 0; i < offered.lines.size(); ++i) {
        const auto& line = ticked.lines[i];
        if (!line.software || line.ticked == offered.lines[i].ticked) continue;
        (line.ticked ? wishes.wanted : wishes.refused).insert(*line.software);
    }
    return wishes;
}

void remember_wishes(Context& context, const std::set<SoftwareId>& refused,
                     const std::set<SoftwareId>& wanted) {
    if (refused.empty() && wanted.empty()) return;
    if (const auto done = remember(context, refused, wanted); !done)
        context.complain(done.error().under("what you refused is not remembered"));
}

} // namespace ferry::cli
