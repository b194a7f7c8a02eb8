// Looking, and waiting until an installer is done.
// SPDX-License-Identifier: Apache-2.0
#include "core/agent/report_due.hpp"

#include <utility>

namespace ferry::agent {
namespace {

constexpr UnixMillis kLook = 5'000;
constexpr UnixMillis kLookWhileChanging = 1'000;
constexpr UnixMillis kQuiet = 3'000;
constexpr UnixMillis kLongestChange = 120'000; // an upgrade of the whole system is told in between
constexpr UnixMillis kAtLeastEvery = 6 * 3'600'000;

/// A clock that was set back counts as time gone by.
bool is_past(UnixMillis since, UnixMillis time, UnixMillis span) {
    return time - since >= span || time < since;
}

} // namespace

bool ReportDue::now() {
    if (due_) return true;
    const auto time = clock_.now();
    due_ = is_past(began_, time, kAtLeastEvery);
    if (!due_ && is_past(looked_, time, changing_ ? kLookWhileChanging : kLook)) due_ = look(time);
    return due_;
}

bool ReportDue::look(UnixMillis time) {
    looked_ = time;
    auto state = watch_.state();
    if (state != seen_) {
        if (!changing_) first_change_ = time;
        changing_ = true;
        last_change_ = time;
        seen_ = std::move(state);
    }
    if (!changing_) return false;
    return is_past(last_change_, time, kQuiet) || is_past(first_change_, time, kLongestChange);
}

void ReportDue::begin() {
    seen_ = watch_.state();
    due_ = changing_ = false;
    began_ = looked_ = clock_.now();
}

} // namespace ferry::agent
