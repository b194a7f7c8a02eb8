// Starting the agent at every login: writes one file and tells the system's own service manager.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/agent/service_texts.hpp"
#include "core/platform/files.hpp"
#include "core/platform/paths.hpp"
#include "core/platform/process.hpp"

#include <ferry/result.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace ferry::agent {

struct Step {
    std::vector<std::string> argv;
    bool may_fail = false; // such as ending what does not run
};

/// How one system starts the agent.
struct Service {
    std::filesystem::path file;
    std::string content;      // the bytes of the file
    std::string mark = kMark; // that the file holds, in its own encoding
    std::vector<Step> start{};
    std::vector<Step> stop{};   // before the file goes
    std::vector<Step> forget{}; // after it is gone
    std::string by_hand{};      // what a person would type to start it
};

// The three, on every system alike.
/// Errors: NotSupported (systemd starts no program with a quote or backslash in its path).
Result<Service> systemd_service(const Launch& launch, const std::filesystem::path& config_home);
Service launchd_service(const Launch& launch, const std::filesystem::path& home,
                        const std::string& user_number);
/// The content is UTF-8 still.
Service task_service(const Launch& launch, const std::filesystem::path& data,
                     const std::string& user);

/// Of this system, for this person, with what is in force now. Errors: BadData (a path that no
/// service manager's file can hold), NotSupported.
Result<Service> service_of_system(const Paths& paths);

struct Installed {
    bool changed = false;    // the file was not there, or was another
    std::string not_started; // why the service manager did not start it; empty: it did
};

/// May be repeated. Errors: Conflict (somebody else's file is there), Denied, Io.
Result<Installed> install_service(Files& files, ProcessRunner& processes, const Service& service);
/// Stops the agent and deletes what install wrote. False: nothing was there. Errors as above.
Result<bool> remove_service(Files& files, ProcessRunner& processes, const Service& service);

} // namespace ferry::agent
