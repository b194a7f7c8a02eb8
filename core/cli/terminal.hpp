// The person's terminal as a seam: data to stdout, words to stderr, questions where someone can
// answer.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/vault/secret.hpp"

#include <ferry/result.hpp>

#include <string>
#include <string_view>

namespace ferry::cli {

/// One thread at a time.
class Terminal {
public:
    virtual ~Terminal() = default;
    virtual void out(std::string_view data) = 0;
    virtual void err(std::string_view words) = 0;
    virtual void flush() = 0;
    virtual bool can_ask() const = 0; // somebody sits at both ends
    virtual bool err_is_terminal() const = 0;
    /// Errors: Unavailable (nobody to ask), Cancelled (end of input).
    virtual Result<std::string> ask(std::string_view question) = 0;
    virtual Result<vault::Secret> ask_secret(std::string_view question) = 0; // typed unseen
    virtual Result<std::string> read_input() = 0; // all of stdin, at most 64 MiB
};

class RealTerminal final : public Terminal {
public:
    ~RealTerminal() override;
    void out(std::string_view data) override;
    void err(std::string_view words) override;
    void flush() override;
    bool can_ask() const override;
    bool err_is_terminal() const override;
    Result<std::string> ask(std::string_view question) override;
    Result<vault::Secret> ask_secret(std::string_view question) override;
    Result<std::string> read_input() override;

private:
    std::string pending_; // stdout is written in large pieces
};

/// Reads one line from the terminal without showing it. Errors: Unavailable, Cancelled.
Result<vault::Secret> read_hidden_line();

} // namespace ferry::cli
