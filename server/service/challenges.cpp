// A bounded map of challenges.
// SPDX-License-Identifier: Apache-2.0
#include "server/service/challenges.hpp"

#include <utility>

namespace ferry::server {
namespace {

constexpr std::size_t kMostOpen = 10'000; // a flood of requests must not grow the memory

} // namespace

void Challenges::put(const std::string& id, OpenChallenge challenge, UnixMillis now) {
    const std::lock_guard lock(mutex_);
    if (open_.size() >= kMostOpen)
        std::erase_if(open_, [&](const auto& entry) { return entry.second.expires < now; });
    if (open_.size() >= kMostOpen) open_.erase(open_.begin());
    open_[id] = std::move(challenge);
}

std::optional<OpenChallenge> Challenges::take(const std::string& id, UnixMillis now) {
    const std::lock_guard lock(mutex_);
    const auto found = open_.find(id);
    if (found == open_.end()) return std::nullopt;
    const auto challenge = std::move(found->second);
    open_.erase(found);
    if (challenge.expires < now) return std::nullopt;
    return challenge;
}

} // namespace ferry::server
