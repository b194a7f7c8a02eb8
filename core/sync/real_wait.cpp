// Waiting that can be stopped.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/parts.hpp"

#include <algorithm>
#include <thread>
#include <utility>

namespace ferry::sync {

Wait real_wait(std::function<bool()> cancelled) {
    return [cancelled = std::move(cancelled)](std::chrono::milliseconds time) {
        constexpr std::chrono::milliseconds kPiece{50};
        const auto stopped = [&] { return cancelled && cancelled(); };
        while (time.count() > 0 && !stopped()) {
            const auto piece = std::min(time, kPiece);
            std::this_thread::sleep_for(piece);
            time -= piece;
        }
        return !stopped();
    };
}

} // namespace ferry::sync
