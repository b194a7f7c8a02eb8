// A line typed without echo: POSIX terminals.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/terminal.hpp"

#include <termios.h>
#include <unistd.h>

#include <cstdio>

namespace ferry::cli {
namespace {

class WithoutEcho {
public:
    WithoutEcho() : valid_(tcgetattr(STDIN_FILENO, &before_) == 0) {
        if (!valid_) return;
        auto now = before_;
        now.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &now);
    }
    WithoutEcho(const WithoutEcho&) = delete;
    ~WithoutEcho() {
        if (valid_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }

private:
    termios before_{};
    bool valid_;
};

} // namespace

Result<vault::Secret> read_hidden_line() {
    const WithoutEcho without_echo;
    std::string line;
    for (int c = std::getchar(); c != '\n'; c = std::getchar()) {
        if (c == EOF) return Error{Code::Cancelled, "no answer"};
        line += static_cast<char>(c);
    }
    return vault::Secret::take(line);
}

} // namespace ferry::cli
