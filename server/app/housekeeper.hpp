// Does a small job every minute, beside the requests, and once more at the end.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace ferry::server {

class Housekeeper {
public:
    /// `job` runs on one thread; what it cannot do is told to `complain`. What both use outlives
    /// this.
    Housekeeper(std::function<Result<void>()> job, std::function<void(const Error&)> complain);
    ~Housekeeper();
    Housekeeper(const Housekeeper&) = delete;
    Housekeeper& operator=(const Housekeeper&) = delete;

private:
    void work();
    void run_once();

    std::function<Result<void>()> job_;
    std::function<void(const Error&)> complain_;
    std::mutex mutex_;
    std::condition_variable stopped_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace ferry::server
