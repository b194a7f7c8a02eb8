// flock: gone with its holder, and not inherited by the workers.
// SPDX-License-Identifier: Apache-2.0
#include "core/apply/run_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

namespace ferry::apply {
namespace {

constexpr std::intptr_t kNone = -1;

Error lock_error(const std::filesystem::path& file, int number) {
    const auto words = file.string() + ": " + std::generic_category().message(number);
    return Error{number == EACCES || number == EPERM || number == EROFS ? Code::Denied : Code::Io,
                 words};
}

} // namespace

Result<RunLock> RunLock::take(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) return lock_error(file, errno);
    RunLock lock(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return lock;
    if (errno == EWOULDBLOCK)
        return Error{Code::Conflict, "another ferry is installing or removing software now; wait "
                                     "until it is done"};
    return lock_error(file, errno);
}

RunLock::RunLock(RunLock&& other) noexcept : handle_(std::exchange(other.handle_, kNone)) {}

RunLock::~RunLock() {
    if (handle_ != kNone) ::close(static_cast<int>(handle_));
}

} // namespace ferry::apply
