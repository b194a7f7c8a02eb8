// One exchange after the other, each for a cause.
// SPDX-License-Identifier: Apache-2.0
#include "core/agent/agent.hpp"

#include <utility>

namespace ferry::agent {
namespace {

constexpr UnixMillis kShortWait = 1'000; // a server that answers sooner did not wait
constexpr std::chrono::seconds kBetweenExchanges{1};

} // namespace

Agent::Agent(AgentParts parts) : parts_(std::move(parts)), due_(parts_.watch, parts_.clock) {}

void Agent::run() {
    while (!parts_.ended()) {
        if (!exchange()) {
            pause();
            continue;
        }
        // Several news in a row are one exchange, and no server can make this loop turn faster.
        if (parts_.wait(kBetweenExchanges) && !wait_for_cause()) pause();
    }
}

/// False: it is to be tried again after a pause.
bool Agent::exchange() {
    const bool anew = due_.now();
    if (anew) {
        due_.begin();
        untold_ = true;
    }
    const auto summary =
        parts_.exchange.sync(anew ? Exchange::Inventory::Anew : Exchange::Inventory::Known);
    if (!summary) {
        if (!parts_.ended()) parts_.observer.failed(summary.error());
        return false;
    }
    parts_.observer.exchanged(*summary, std::exchange(untold_, false));
    parts_.on_news.fetched(*summary);
    return true;
}

/// False: the server is away, or did not wait.
bool Agent::wait_for_cause() {
    const auto over = [this] { return parts_.ended() || due_.now(); };
    while (!over()) {
        const auto asked = parts_.clock.now();
        const auto news = parts_.exchange.wait_for_news(over);
        if (over()) break;
        if (!news) {
            parts_.observer.failed(news.error());
            return false;
        }
        const bool waited = parts_.clock.now() - asked >= kShortWait;
        if (waited) backoff_.reset();
        // News at once may be news that no exchange takes away.
        if (!waited) return false;
        if (*news) break;
    }
    return true;
}

void Agent::pause() {
    if (!parts_.ended()) parts_.wait(backoff_.next(parts_.random()));
}

} // namespace ferry::agent
