// Wakes those who wait for something new in an account.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace ferry::server {

/// Thread-safe.
class ChangeSignal {
public:
    void raise(const std::string& account);
    /// Remember this before looking, then wait with it: a change in between is not missed.
    std::uint64_t count(const std::string& account);
    /// False: the time is over, or the server stops.
    bool wait(const std::string& account, std::uint64_t seen,
              std::chrono::steady_clock::time_point deadline);
    void stop(); // releases everyone, for good

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::string, std::uint64_t> counts_;
    bool stopped_ = false;
};

} // namespace ferry::server
