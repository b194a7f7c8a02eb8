// What was asked for, id by id, and the one outcome that each of them gets.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/request.hpp"

#include "plugins/kit/words.hpp"

#include <algorithm>

namespace ferry::apt {

std::string not_a_name(std::string_view id) {
    return "'" + kit::excerpt(id) +
           "' is no package name: small letters, digits and +.- after a letter or digit, then "
           "perhaps ':' and an architecture";
}

Requests::Requests(const sdk::Host& host, sdk::Ids ids) : host_(host) {
    for (const auto id : ids)
        requests_.push_back({id, {}, true});
}

void Requests::resolve(std::string_view native_arch) {
    for (auto& request : requests_) {
        if (auto target = parse_id(request.asked, native_arch))
            request.target = std::move(*target);
        else
            tell(request, {FERRY_RESULT_FAILED, {}, not_a_name(request.asked)});
    }
}

std::vector<Target> Requests::open_targets() const {
    std::vector<Target> targets;
    for (const auto& request : requests_) {
        if (!request.open) continue;
        if (std::find(targets.begin(), targets.end(), request.target) == targets.end())
            targets.push_back(request.target);
    }
    return targets;
}

std::vector<std::string> Requests::ids_of(const Target& target) const {
    std::vector<std::string> ids;
    for (const auto& request : requests_) {
        if (request.target == target) ids.emplace_back(request.asked);
    }
    return ids;
}

void Requests::settle(const Target& target, const Verdict& verdict) {
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

} // namespace ferry::apt
