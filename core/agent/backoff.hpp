// Pauses that grow while something keeps failing.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>

namespace ferry::agent {

class Backoff {
public:
    /// 2 s, then twice as long each time, at most a minute; by half shorter or longer as `random`
    /// in [0, 1) says, so that devices that lost their server together do not come back together.
    std::chrono::milliseconds next(double random);
    void reset() { failures_ = 0; }

private:
    int failures_ = 0;
};

} // namespace ferry::agent
