// Passwords and codes: typed unseen, or a line each of stdin. Never from an argument.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/cli/context.hpp"
#include "core/vault/secret.hpp"

#include <ferry/result.hpp>

#include <cstddef>
#include <string>

namespace ferry::cli {

/// For one command, which asks in an order that its help names. Borrows the context.
class Secrets {
public:
    /// `option` reads them from stdin where the person wrote it: `from_stdin`.
    Secrets(Context& context, std::string option, bool from_stdin);
    /// `what`: "password". Errors: Unavailable (nobody to ask; names the option), BadData (empty,
    /// or no such line), Cancelled.
    Result<vault::Secret> ask(const std::string& what);
    /// Of a password that is new: typed twice, and not a short one.
    Result<vault::Secret> ask_new(const std::string& what);

private:
    Result<vault::Secret> typed(const std::string& what);
    Result<vault::Secret> next_line(const std::string& what);

    Context& context_;
    std::string option_;
    bool from_stdin_;
    bool read_ = false;
    vault::Secret input_;
    std::size_t at_ = 0; // where the next line begins
};

} // namespace ferry::cli
