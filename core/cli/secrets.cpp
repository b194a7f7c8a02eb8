// Asking, and taking lines.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/secrets.hpp"

#include <algorithm>
#include <utility>

namespace ferry::cli {
namespace {

constexpr std::size_t kShortestPassword = 12;

std::string capitalized(std::string words) {
    if (!words.empty() && words[0] >= 'a' && words[0] <= 'z')
        words[0] = static_cast<char>(words[0] - 'a' + 'A');
    return words;
}

} // namespace

Secrets::Secrets(Context& context, std::string option, bool from_stdin)
    : context_(context), option_(std::move(option)), from_stdin_(from_stdin) {}

Result<vault::Secret> Secrets::ask(const std::string& what) {
    auto secret = from_stdin_ ? next_line(what) : typed(what);
    if (secret && secret->empty()) return Error{Code::BadData, "the " + what + " is empty"};
    return secret;
}

Result<vault::Secret> Secrets::ask_new(const std::string& what) {
    auto first = ask(what);
    if (!first) return first.error();
    if (!from_stdin_) {
        const auto second = context_.terminal().ask_secret("The same again: ");
        if (!second) return second.error();
        if (second->view() != first->view())
            return Error{Code::BadData, "the two passwords differ"};
    }
    if (first->size() < kShortestPassword)
        return Error{Code::BadData, "the " + what + " is shorter than " +
                                        std::to_string(kShortestPassword) + " characters"};
    return first;
}

Result<vault::Secret> Secrets::typed(const std::string& what) {
    auto secret = context_.terminal().ask_secret(capitalized(what) + ": ");
    if (!secret)
        return Error{secret.error().code, secret.error().message + "; " + option_ + " reads the " +
                                              what + " from stdin"};
    return secret;
}

Result<vault::Secret> Secrets::next_line(const std::string& what) {
    if (!read_) {
        auto text = context_.terminal().read_input();
        if (!text) return text.error();
        input_ = vault::Secret::take(*text);
        read_ = true;
    }
    const auto rest = input_.view().substr(std::min(at_, input_.size()));
    if (at_ > 0 && rest.empty())
        return Error{Code::BadData, "stdin ends before the " + what + "; it is a line of its own"};
    auto line = rest.substr(0, rest.find('\n'));
    at_ += line.size() + 1;
    while (!line.empty() && line.back() == '\r')
        line.remove_suffix(1);
    return vault::Secret(line);
}

} // namespace ferry::cli
