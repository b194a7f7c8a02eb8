// The one connection that writes and checkpoints. Writes that wait are committed together.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/sqlite/database.hpp"
#include "server/store/sqlite/sqlite_tables.hpp"
#include "server/store/store.hpp"

#include <ferry/result.hpp>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

namespace ferry::server {

/// Thread-safe. With synchronous=FULL a commit waits for the disk; while it does, the next writes
/// gather, so that the cost of one wait is shared by all of them.
class Writer {
public:
    Writer(sqlite::Database database, bool group_commit);
    ~Writer(); // finishes what waits
    Result<void> write(const Rule& rule);
    StoreStatistics statistics() const;

private:
    struct Waiting {
        const Rule* rule;
        std::optional<Result<void>> result{}; // set once it is on disk, or refused
        std::condition_variable done{};       // its own, so that nobody wakes in vain
    };

    void work();
    std::deque<Waiting*> next_group();
    void commit_group(const std::deque<Waiting*>& group);
    Result<void> run_rule(const Rule& rule);

    sqlite::Database database_;
    SqliteTables tables_;
    bool group_commit_;
    std::chrono::steady_clock::duration last_commit_{}; // of the writing thread
    std::size_t last_group_ = 0;                        // likewise
    mutable std::mutex mutex_;
    std::condition_variable work_there_;
    std::deque<Waiting*> waiting_;
    StoreStatistics statistics_;
    std::optional<Error> broken_; // after damage nothing is written any more
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace ferry::server
