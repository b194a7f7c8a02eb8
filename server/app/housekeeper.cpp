// Waiting and working.
// SPDX-License-Identifier: Apache-2.0
#include "server/app/housekeeper.hpp"

#include <chrono>
#include <utility>

namespace ferry::server {
namespace {

constexpr auto kBetween = std::chrono::minutes(1);

} // namespace

Housekeeper::Housekeeper(std::function<Result<void>()> job,
                         std::function<void(const Error&)> complain)
    : job_(std::move(job)), complain_(std::move(complain)), thread_([this] { work(); }) {}

Housekeeper::~Housekeeper() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    stopped_.notify_one();
    thread_.join();
}

void Housekeeper::work() {
    for (std::unique_lock lock(mutex_); !stopping_; lock.lock()) {
        stopped_.wait_for(lock, kBetween, [this] { return stopping_; });
        lock.unlock();
        run_once();
    }
}

void Housekeeper::run_once() {
    const auto done = job_();
    if (!done) complain_(done.error());
}

} // namespace ferry::server
