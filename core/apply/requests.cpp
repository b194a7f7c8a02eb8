// From ticks to what each installer is asked for.
// SPDX-License-Identifier: Apache-2.0
#include "core/apply/apply.hpp"

#include <algorithm>

namespace ferry::apply {

std::vector<host::ActionRequest> requests_of(const Plan& plan) {
    std::vector<host::ActionRequest> requests;
    for (const auto& line : plan.lines) {
        if (!line.ticked || !line.to || line.kind == LineKind::Present) continue;
        const auto& [installer, id] = line.to->ref;
        auto request = std::find_if(requests.begin(), requests.end(), [&](const auto& one) {
            return one.installer == line.to->ref.installer;
        });
        if (request == requests.end())
            request = requests.insert(request, {installer, Action::Install, {}});
        if (std::find(request->ids.begin(), request->ids.end(), id) == request->ids.end())
            request->ids.push_back(id);
    }
    return requests;
}

} // namespace ferry::apply
