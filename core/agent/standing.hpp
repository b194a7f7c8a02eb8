// What a running agent leaves for others to read, and the lock that says that it runs.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/apply/run_lock.hpp"
#include "core/base/clock.hpp"
#include "core/platform/files.hpp"

#include <ferry/result.hpp>

#include <cstdint>
#include <filesystem>
#include <string>

namespace ferry::agent {

struct Standing {
    std::int64_t process = 0; // of the agent that wrote it
    UnixMillis started = 0;
    UnixMillis last_report = 0;   // of this device's inventory; 0: none yet
    UnixMillis last_exchange = 0; // with the server
    UnixMillis failing_since = 0; // 0: the last try went well
    std::string error;            // of the last try

    bool operator==(const Standing&) const = default;
};

// `data`: Paths::data.

/// Errors: NotFound (no agent ever ran here), BadData, Denied, Io.
Result<Standing> read_standing(const ReadOnlyFiles& files, const std::filesystem::path& data);
Result<void> write_standing(Files& files, const std::filesystem::path& data,
                            const Standing& standing);

/// Held while the agent runs; the system frees it when its holder dies. Makes the folder. Errors:
/// Conflict (an agent runs already, with its process id), Denied, Io.
Result<apply::RunLock> take_agent_lock(Files& files, const std::filesystem::path& data);
bool agent_runs(const ReadOnlyFiles& files, const std::filesystem::path& data);

} // namespace ferry::agent
