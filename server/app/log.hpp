// ferryd's log: one JSON object per line on stderr. No bodies, no tokens, no query strings.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/clock.hpp"
#include "server/http/front.hpp"

#include <mutex>
#include <string>

namespace ferry::server {

/// Thread-safe.
class Log {
public:
    explicit Log(const Clock& clock) : clock_(clock) {}
    void say(const std::string& level, const std::string& message);
    void access(const AccessLine& line);

private:
    void write(const std::string& json);
    const Clock& clock_;
    std::mutex mutex_;
};

} // namespace ferry::server
