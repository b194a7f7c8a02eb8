// Report<T>: the value of work that can half succeed, with what went wrong beside it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <string>
#include <utility>
#include <vector>

namespace ferry {

/// One thing that did not work. Lower case, no full stop. `next` says what the person can do;
/// empty where nothing helps.
struct Problem {
    std::string subject; // installer, file, entry: what it is about
    std::string what;
    std::string next;
    Code code = Code::Internal;
};

template <typename T>
struct Report {
    T value{};
    std::vector<Problem> problems{};

    bool clean() const { return problems.empty(); }
    void add(std::vector<Problem> more) {
        for (auto& problem : more)
            problems.push_back(std::move(problem));
    }
};

} // namespace ferry
