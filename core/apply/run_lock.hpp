// One run at a time per person: a lock that the system frees when its holder dies, however it dies.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <cstdint>
#include <filesystem>

namespace ferry::apply {

/// Held until destroyed.
class RunLock {
public:
    /// Makes the file if needed. Errors: Conflict (another run is alive), Denied, Io.
    static Result<RunLock> take(const std::filesystem::path& file);
    RunLock(RunLock&& other) noexcept;
    RunLock& operator=(RunLock&&) = delete;
    ~RunLock();

private:
    explicit RunLock(std::intptr_t handle) : handle_(handle) {}
    std::intptr_t handle_;
};

} // namespace ferry::apply
