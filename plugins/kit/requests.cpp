// What was asked for, id by id, and the one outcome that each of them gets.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/kit/requests.hpp"

#include "plugins/kit/words.hpp"

#include <algorithm>

namespace ferry::kit {

Requests::Requests(const sdk::Host& host, sdk::Ids ids, const Meaning& meaning,
                   std::string_view rule)
    : host_(host) {
    for (const auto id : ids) {
        auto target = meaning(id);
        requests_.push_back({id, target.value_or(std::string()), true});
        if (target) continue;
        auto words = "'" + excerpt(id) + "' is no ";
        tell(requests_.back(), {FERRY_RESULT_FAILED, {}, words.append(rule)});
    }
}

std::vector<std::string> Requests::open() const {
    std::vector<std::string> targets;
    for (const auto& request : requests_) {
        if (!request.open) continue;
        if (std::find(targets.begin(), targets.end(), request.target) == targets.end())
            targets.push_back(request.target);
    }
    return targets;
}

std::vector<std::string_view> Requests::ids_of(std::string_view target) const {
    std::vector<std::string_view> ids;
    for (const auto& request : requests_) {
        if (request.target == target) ids.push_back(request.asked);
    }
    return ids;
}

void Requests::settle(std::string_view target, const Verdict& verdict) {
    for (auto& request : requests_) {
        if (request.open && request.target == target) tell(request, verdict);
    }
}

void Requests::settle_open(const Verdict& verdict) {
    for (auto& request : requests_) {
        if (request.open) tell(request, verdict);
    }
}

void Requests::tell(Request& request, const Verdict& verdict) {
    host_.outcome({request.asked, verdict.result, verdict.version, verdict.message});
    request.open = false;
}

} // namespace ferry::kit
