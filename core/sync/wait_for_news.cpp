// One question for changes that the server keeps open.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/wait_for_news.hpp"

#include "core/sync/calls.hpp"
#include "core/sync/link.hpp"
#include "core/sync/local_streams.hpp"

namespace ferry::sync {
namespace {

constexpr std::chrono::seconds kPatience{60};

} // namespace

Result<bool> wait_for_news(const Parts& parts, const std::function<bool()>& give_up) {
    const auto link = make_link(parts);
    if (!link) return link.error();
    const auto heads = parts.state.streams().heads();
    if (!heads) return heads.error();
    const auto answer =
        changes(*link->server, link->account.cursor, device_state(*heads), {kPatience, give_up});
    if (!answer) return answer.error();
    return answer->outcome != ChangesOutcome::Nothing;
}

} // namespace ferry::sync
