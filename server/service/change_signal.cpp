// One counter per account, one condition for all.
// SPDX-License-Identifier: Apache-2.0
#include "server/service/change_signal.hpp"

namespace ferry::server {

void ChangeSignal::raise(const std::string& account) {
    const std::lock_guard lock(mutex_);
    ++counts_[account];
    changed_.notify_all();
}

std::uint64_t ChangeSignal::count(const std::string& account) {
    const std::lock_guard lock(mutex_);
    return counts_[account];
}

bool ChangeSignal::wait(const std::string& account, std::uint64_t seen,
                        std::chrono::steady_clock::time_point deadline) {
    std::unique_lock lock(mutex_);
    changed_.wait_until(lock, deadline, [&] { return stopped_ || counts_[account] != seen; });
    return !stopped_ && counts_[account] != seen;
}

void ChangeSignal::stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
}

} // namespace ferry::server
