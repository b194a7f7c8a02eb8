// Challenges and tickets: each valid once, for a while.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/clock.hpp"

#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace ferry::server {

struct OpenChallenge {
    std::string subject; // login name as asked; the device of a ticket
    std::string challenge;
    UnixMillis expires = 0;
};

/// Thread-safe. Kept in memory: after a restart a client simply asks again.
class Challenges {
public:
    void put(const std::string& id, OpenChallenge challenge, UnixMillis now);
    /// Gone afterwards, whether or not it was still valid.
    std::optional<OpenChallenge> take(const std::string& id, UnixMillis now);

private:
    std::mutex mutex_;
    std::map<std::string, OpenChallenge> open_;
};

} // namespace ferry::server
