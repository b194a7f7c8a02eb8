// A connection whose other side is a list of what it sends, and whose time moves only with it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/http/connection.hpp"

#include <chrono>
#include <deque>
#include <string>
#include <utility>

namespace ferry::testing {

class FakeWire final : public server::Wire {
public:
    struct Step {
        std::string bytes;                 // empty: nothing came
        std::chrono::milliseconds takes{}; // before it
    };

    State receive(std::string& to) override {
        if (steps.empty()) return endless_silence ? silence() : State::Ended;
        const auto step = std::move(steps.front());
        steps.pop_front();
        now_ += step.takes;
        to += step.bytes;
        return step.bytes.empty() ? State::Nothing : State::Got;
    }
    bool send(std::string_view bytes) override {
        sent += bytes;
        return true;
    }
    server::SteadyTime now() const override { return now_; }

    std::chrono::steady_clock::duration passed() const { return now_ - start_; }

    /// `bytes`, one by one, each after `pause`.
    void trickle(const std::string& bytes, std::chrono::milliseconds pause) {
        for (const char c : bytes)
            steps.push_back({std::string(1, c), pause});
    }

    std::deque<Step> steps;
    bool endless_silence = false; // instead of closing its side at the end
    std::string sent;             // by the server

private:
    State silence() {
        now_ += std::chrono::milliseconds(500);
        return State::Nothing;
    }
    const server::SteadyTime start_ = std::chrono::steady_clock::now();
    server::SteadyTime now_ = start_;
};

} // namespace ferry::testing
