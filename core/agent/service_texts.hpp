// What each system reads to start the agent when its person logs in. Pure text, UTF-8.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace ferry::agent {

struct Launch {
    std::string program;                // absolute path of ferry
    std::vector<std::string> arguments; // "agent", "run"
    std::vector<std::pair<std::string, std::string>>
        environment{}; // in force when it was installed
};

inline constexpr const char* kUnitName = "ferry-agent.service";
inline constexpr const char* kLabel = "org.ferry.agent";
inline constexpr const char* kTaskName = "Ferry Agent";
/// In each of the texts: a file without it is somebody else's.
inline constexpr const char* kMark = "Written by ferry agent install";

// The launch holds UTF-8 without control characters.

/// A systemd user unit.
std::string systemd_unit(const Launch& launch);
/// A launch agent of macOS.
std::string launchd_list(const Launch& launch);
/// A task of Windows' Task Scheduler for `user` ("DOMAIN\name"). It knows no environment: what the
/// agent has to know is an argument.
std::string scheduled_task(const Launch& launch, const std::string& user);

} // namespace ferry::agent
