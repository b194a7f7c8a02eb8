// Group commit: each rule in a savepoint of its own, all of a group in one transaction.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/sqlite/writer.hpp"

#include <algorithm>
#include <utility>

namespace ferry::server {
namespace {

constexpr std::size_t kLargestGroup = 256;
constexpr std::size_t kMostWaiting = 4096; // about two seconds of work; more would only grow older

constexpr std::chrono::steady_clock::duration kLongestGather = std::chrono::milliseconds(20);

} // namespace

Writer::Writer(sqlite::Database database, bool group_commit)
    : database_(std::move(database)), tables_(database_), group_commit_(group_commit),
      thread_([this] { work(); }) {}

Writer::~Writer() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        work_there_.notify_one();
    }
    thread_.join();
}

Result<void> Writer::write(const Rule& rule) {
    Waiting mine{&rule};
    std::unique_lock lock(mutex_);
    if (broken_) return *broken_;
    if (stopping_ || waiting_.size() >= kMostWaiting)
        return Error{Code::Unavailable, "too many writes are waiting; try again in a few seconds"};
    waiting_.push_back(&mine);
    work_there_.notify_one();
    mine.done.wait(lock, [&] { return mine.result.has_value(); });
    return *mine.result;
}

StoreStatistics Writer::statistics() const {
    const std::lock_guard lock(mutex_);
    return statistics_;
}

void Writer::work() {
    for (;;) {
        const auto group = next_group();
        if (group.empty()) return;
        commit_group(group);
    }
}

std::deque<Writer::Waiting*> Writer::next_group() {
    std::unique_lock lock(mutex_);
    work_there_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
    // Those of the last group are about to come back. Without them this commit would wait for the
    // disk for the first of them alone, and all others after it.
    if (group_commit_)
        work_there_.wait_for(lock, last_commit_ / 2,
                             [&] { return stopping_ || waiting_.size() >= last_group_; });
    const auto size = std::min(waiting_.size(), group_commit_ ? kLargestGroup : 1);
    std::deque<Waiting*> group(waiting_.begin(),
                               waiting_.begin() + static_cast<std::ptrdiff_t>(size));
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(size));
    return group;
}

void Writer::commit_group(const std::deque<Waiting*>& group) {
    const auto began = std::chrono::steady_clock::now();
    auto transaction = sqlite::Transaction::begin(database_);
    std::vector<Result<void>> results;
    for (const auto* waiting : group)
        results.push_back(transaction ? run_rule(*waiting->rule)
                                      : Result<void>(transaction.error()));
    const auto committed = transaction ? transaction->commit() : Result<void>(transaction.error());
    last_commit_ = std::min(kLongestGather, std::chrono::steady_clock::now() - began);
    last_group_ = group.size();
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < group.size(); ++i) {
        group[i]->result = committed || !results[i] ? results[i] : Result<void>(committed.error());
        group[i]->done.notify_one(); // under the lock: the waiting one takes itself away
    }
    statistics_.writes += group.size();
    statistics_.commits += 1;
    statistics_.longest_group = std::max<std::uint64_t>(statistics_.longest_group, group.size());
    results.push_back(committed);
    for (const auto& result : results)
        if (!result && result.error().code == Code::BadData)
            broken_ = result.error().under("nothing is written any more, the database is damaged");
}

Result<void> Writer::run_rule(const Rule& rule) {
    const auto opened = database_.execute("SAVEPOINT rule");
    if (!opened) return opened.error();
    auto done = rule(tables_);
    const auto closed = database_.execute(done ? "RELEASE rule" : "ROLLBACK TO rule; RELEASE rule");
    if (done && !closed) return closed.error();
    return done;
}

} // namespace ferry::server
