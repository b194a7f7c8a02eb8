// flock: freed with the descriptor, which no child inherits.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/error_posix.hpp"
#include "server/app/data_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace ferry::server {

Result<DataLock> DataLock::take(const std::filesystem::path& data) {
    const auto file = data / "ferryd.lock";
    const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) return error_from_errno(errno, file.string());
    DataLock lock(descriptor);
    if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) return lock;
    if (errno == EWOULDBLOCK)
        return Error{Code::Conflict, "another ferryd runs on " + data.string() +
                                         "; stop it, or give another --data"};
    return error_from_errno(errno, file.string());
}

DataLock::DataLock(DataLock&& other) noexcept : handle_(std::exchange(other.handle_, -1)) {}

DataLock::~DataLock() {
    if (handle_ >= 0) close(static_cast<int>(handle_));
}

} // namespace ferry::server
