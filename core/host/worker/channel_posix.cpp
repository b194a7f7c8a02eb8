// Pipes by descriptor, kept from every child.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/worker/channel.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>

namespace ferry::worker {

Channel::Channel()
    : in_(fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 10)),
      out_(fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 10)) {
    signal(SIGPIPE, SIG_IGN);
    const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    dup2(nothing, STDIN_FILENO);
    dup2(STDERR_FILENO, STDOUT_FILENO);
    close(nothing);
}

bool Channel::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto count = ::write(out_, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

bool Channel::read(char* to, std::size_t count) {
    while (count > 0) {
        const auto got = ::read(in_, to, count);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        to += got;
        count -= static_cast<std::size_t>(got);
    }
    return true;
}

} // namespace ferry::worker
