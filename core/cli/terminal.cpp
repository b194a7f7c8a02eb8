// stdin, stdout and stderr of this process.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/terminal.hpp"

#include "core/platform/machine.hpp"

#include <array>
#include <cstdio>

namespace ferry::cli {
namespace {

constexpr std::size_t kPiece = 64 * 1024;
constexpr std::size_t kInputLimit = 64u << 20;

void write_all(std::FILE* to, std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), to);
    std::fflush(to);
}

Error nobody() {
    return Error{Code::Unavailable, "no terminal to ask on"};
}

} // namespace

RealTerminal::~RealTerminal() {
    flush();
}

void RealTerminal::out(std::string_view data) {
    pending_ += data;
    if (pending_.size() >= kPiece) flush();
}

void RealTerminal::err(std::string_view words) {
    flush(); // so that both streams keep their order on one screen
    write_all(stderr, words);
}

void RealTerminal::flush() {
    if (pending_.empty()) return;
    write_all(stdout, pending_);
    pending_.clear();
}

bool RealTerminal::can_ask() const {
    return terminal_on_input() && terminal_on_errors();
}

bool RealTerminal::err_is_terminal() const {
    return terminal_on_errors();
}

Result<std::string> RealTerminal::ask(std::string_view question) {
    if (!can_ask()) return nobody();
    err(question);
    std::string line;
    for (int c = std::getchar(); c != '\n'; c = std::getchar()) {
        if (c == EOF) return Error{Code::Cancelled, "no answer"};
        line += static_cast<char>(c);
    }
    return line;
}

Result<vault::Secret> RealTerminal::ask_secret(std::string_view question) {
    if (!can_ask()) return nobody();
    err(question);
    auto line = read_hidden_line();
    err("\n");
    return line;
}

Result<std::string> RealTerminal::read_input() {
    std::string text;
    std::array<char, 16 * 1024> piece{};
    while (const auto size = std::fread(piece.data(), 1, piece.size(), stdin)) {
        text.append(piece.data(), size);
        if (text.size() > kInputLimit) return Error{Code::BadData, "stdin: more than 64 MiB"};
    }
    return text;
}

} // namespace ferry::cli
