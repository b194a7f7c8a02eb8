// kill -9 under load: what was acknowledged is there, once.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/ferryd_process.hpp"
#include "tests/support/server_client.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <random>
#include <thread>

namespace ferry::testing {
namespace {

using namespace std::chrono_literals;

constexpr int kKills = 15;
constexpr int kWriters = 12;

/// Sends one delta after the other; one without an answer is sent again, as it was, until there is.
class Writer {
public:
    Writer(std::uint16_t port, int number) : client_(port), number_(number) {}

    void join_in() { client_.register_account("writer-" + std::to_string(number_)); }

    void write_until(const std::atomic<bool>& over) {
        while (!over) {
            const auto delta = next_delta();
            const auto body = protocol::encode(delta);
            const auto key = vault::random_uuid();
            Answer answer;
            while (answer.status != 201) {
                answer = client_.ask("POST", client_.apt() + "/deltas", body,
                                     {{"Idempotency-Key", key}});
                if (answer.status == 201) break;
                if (answer.status != 0 && answer.status != 503) {
                    ADD_FAILURE() << answer.status << " " << answer.body;
                    return;
                }
                ++repeated_;
                std::this_thread::sleep_for(5ms);
            }
            acknowledged_ = *protocol::decode<protocol::StreamHead>(answer.body);
            state_ = *protocol::applied(std::move(state_), delta);
            ++written_;
        }
    }

    void expect_everything_once() {
        const auto found = client_.snapshot();
        EXPECT_EQ(found.revision, written_) << "each acknowledged delta is one revision";
        EXPECT_EQ(acknowledged_.revision, written_);
        EXPECT_EQ(found.hash, acknowledged_.hash);
        EXPECT_EQ(found.packages, state_);
        const auto changes = client_.ask("GET", "/v1/changes?since=" + std::to_string(written_));
        const auto last = protocol::decode<protocol::Changes>(changes.body);
        ASSERT_TRUE(last) << changes.status << changes.body;
        EXPECT_EQ(last->next, written_ + 1) << "and one change; the device itself was the first";
    }

    std::uint64_t written() const { return written_; }
    std::uint64_t repeated() const { return repeated_; }

private:
    /// A package comes, and from time to time an old one goes.
    protocol::Delta next_delta() const {
        Package package;
        package.id.text = "package-" + std::to_string(written_ % 20);
        package.version = std::to_string(written_);
        protocol::Delta delta{acknowledged_.revision, acknowledged_.hash, "", {package}, {}};
        if (written_ % 7 == 6 && state_.front().id != package.id)
            delta.del.push_back({state_.front().id.text, ""});
        delta.new_hash = hash_of(*protocol::applied(state_, delta));
        return delta;
    }

    ServerClient client_;
    int number_;
    std::vector<Package> state_;
    protocol::StreamHead acknowledged_;
    std::uint64_t written_ = 0;
    std::uint64_t repeated_ = 0;
};

TEST(Kill9, LosesNoAcknowledgedWriteAndDoublesNone) {
    FerrydProcess server({"--login-burst", "1000", "--requests-per-minute", "100000000"});
    server.start();
    std::vector<std::unique_ptr<Writer>> writers;
    for (int i = 0; i < kWriters; ++i) {
        writers.push_back(std::make_unique<Writer>(server.port(), i));
        writers.back()->join_in();
    }
    std::atomic<bool> over = false;
    std::vector<std::thread> threads;
    for (auto& writer : writers)
        threads.emplace_back([&writer, &over] { writer->write_until(over); });

    std::mt19937 random(7);
    for (int kill = 0; kill < kKills; ++kill) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100 + random() % 400));
        server.kill();
        server.start();
    }
    std::this_thread::sleep_for(200ms);
    over = true;
    for (auto& thread : threads)
        thread.join();

    std::uint64_t written = 0;
    std::uint64_t repeated = 0;
    for (auto& writer : writers) {
        writer->expect_everything_once();
        written += writer->written();
        repeated += writer->repeated();
    }
    EXPECT_GT(written, 100u);
    EXPECT_GT(repeated, 0u) << "the kills met nobody";
    RecordProperty("written", std::to_string(written));
    std::printf("%llu deltas acknowledged over %d kills, %llu sent again\n",
                static_cast<unsigned long long>(written), kKills,
                static_cast<unsigned long long>(repeated));
    server.stop();
    EXPECT_EQ(run_ferryd({"verify", to_utf8(server.data())}).exit_code, 0);
}

} // namespace
} // namespace ferry::testing
