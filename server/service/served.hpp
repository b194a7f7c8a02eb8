// What a rule of the service answers: a value, or a refusal that a client can act on.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/store.hpp"

#include <ferry/result.hpp>

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace ferry::server {

struct Refusal {
    int status = 500;            // of HTTP
    std::string title;           // fixed per kind: "not-found", "stale-revision"
    std::string detail;          // a sentence with the value and the next step
    std::string head{};          // stale-revision only: the stream's head as JSON
    std::string cause{};         // for the log of the server, never for the client
    Code code = Code::Cancelled; // of the store's error, where that was the cause
};

struct Nothing {};

template <typename T>
using Served = std::variant<T, Refusal>;

Refusal not_found(const std::string& what);
/// Of the store: 503 where a later try may work, else 500 without internals.
Refusal refusal_of(const Error& error);

enum class Access { Read, Write };

/// Runs `rule` (Tables& to Served<T>) in one transaction; a refusal undoes what the rule did.
template <typename T, typename RuleOfT>
Served<T> in_transaction(Store& store, Access access, RuleOfT rule) {
    std::optional<Served<T>> answer;
    const Rule run = [&](Tables& tables) -> Result<void> {
        answer = rule(tables);
        const auto* refused = std::get_if<Refusal>(&*answer);
        if (refused == nullptr) return {};
        return Error{refused->code, refused->cause};
    };
    const auto done = access == Access::Write ? store.write(run) : store.read(run);
    // A refusal is the answer even though it ended the transaction; a failed commit is not a
    // success.
    if (answer && (done || std::holds_alternative<Refusal>(*answer))) return std::move(*answer);
    return refusal_of(done.error());
}

/// Who asks: what a valid token stands for.
struct Caller {
    std::string account;
    std::string device;
};

} // namespace ferry::server
