// One server on one data folder: two would each be the only writer. The system frees the lock when
// its holder dies, however it dies.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <cstdint>
#include <filesystem>

namespace ferry::server {

/// Held until destroyed.
class DataLock {
public:
    /// Makes DATA/ferryd.lock if needed. Errors: Conflict (another server is alive there), Denied,
    /// Io.
    static Result<DataLock> take(const std::filesystem::path& data);
    DataLock(DataLock&& other) noexcept;
    DataLock& operator=(DataLock&&) = delete;
    ~DataLock();

private:
    explicit DataLock(std::intptr_t handle) : handle_(handle) {}
    std::intptr_t handle_;
};

} // namespace ferry::server
