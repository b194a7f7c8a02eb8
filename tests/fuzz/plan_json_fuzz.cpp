// The plan reader against any input: what it takes, it has to write and take again unchanged.
// SPDX-License-Identifier: Apache-2.0
#include "core/model/grammar.hpp"
#include "core/planner/plan_json.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ferry;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    (void)planner::looks_like_plan(text);
    const auto plan = planner::plan_from_json(text);
    if (!plan) return 0;
    for (const auto& line : plan->lines) {
        if (line.ticked && !line.to) std::abort();
        if (line.to && !valid_native_id(line.to->ref.installer, line.to->ref.id.text)) std::abort();
    }
    const auto again = planner::plan_from_json(planner::to_json(*plan));
    if (!again || again->lines != plan->lines) std::abort();
    return 0;
}
