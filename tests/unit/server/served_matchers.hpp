// Reading what a rule of the server answered.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/service/served.hpp"

#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <variant>

namespace ferry::testing {

/// The value of an answer that must not be a refusal.
template <typename T>
T value_of(server::Served<T> served) {
    if (const auto* refused = std::get_if<server::Refusal>(&served)) {
        ADD_FAILURE() << "refused: " << refused->status << " " << refused->title << ": "
                      << refused->detail;
        return T{};
    }
    return std::get<T>(std::move(served));
}

template <typename T>
bool is_served(const server::Served<T>& served) {
    return std::holds_alternative<T>(served);
}

MATCHER_P2(IsRefused, status, title,
           "is refused with " + ::testing::PrintToString(status) + " " + title) {
    const auto* refused = std::get_if<server::Refusal>(&arg);
    if (refused == nullptr) {
        *result_listener << "was served";
        return false;
    }
    *result_listener << refused->status << " " << refused->title << ": " << refused->detail;
    return refused->status == status && refused->title == title && !refused->detail.empty();
}

} // namespace ferry::testing
