// The order of the steps, and whose file it is.
// SPDX-License-Identifier: Apache-2.0
#include "core/agent/service.hpp"

#include "core/base/text.hpp"

#include <algorithm>

namespace ferry::agent {
namespace {

constexpr std::uint64_t kMaxBytes = 64 * 1024;

/// The content of our file; empty: there is none.
Result<std::string> own_file(const ReadOnlyFiles& files, const Service& service) {
    auto text = files.read(service.file, kMaxBytes);
    if (!text && text.error().code == Code::NotFound) return std::string();
    if (!text) return text.error();
    if (text->find(service.mark) != std::string::npos) return text;
    return Error{Code::Conflict, to_utf8(service.file) +
                                     ": ferry agent install did not write it; move it away first"};
}

/// Why the first step that has to work did not; empty: all did.
std::string carry_out(ProcessRunner& processes, const std::vector<Step>& steps) {
    for (const auto& step : steps) {
        Command command{step.argv};
        command.inherit = {"DBUS_SESSION_BUS_ADDRESS"};
        const auto output = processes.run(command);
        if (step.may_fail || (output && output->exit_code == 0)) continue;
        const auto words =
            output ? std::string(trimmed(output->err.empty() ? output->out : output->err))
                   : output.error().message;
        return join(step.argv, " ") + ": " + printable(words);
    }
    return {};
}

} // namespace

Result<Service> systemd_service(const Launch& launch, const std::filesystem::path& config_home) {
    if (launch.program.find_first_of("\"'\\") != std::string::npos)
        return Error{Code::NotSupported,
                     launch.program +
                         ": systemd starts no program with a quote or backslash in its "
                         "path; move Ferry to another folder"};
    const auto systemctl = [](std::vector<std::string> words, bool may_fail = false) {
        words.insert(words.begin(), {"systemctl", "--user"});
        return Step{std::move(words), may_fail};
    };
    Service service{config_home / "systemd" / "user" / kUnitName, systemd_unit(launch)};
    service.start = {systemctl({"daemon-reload"}), systemctl({"enable", kUnitName}),
                     systemctl({"restart", kUnitName})};
    service.stop = {systemctl({"disable", "--now", kUnitName}, true)};
    service.forget = {systemctl({"daemon-reload"}, true)};
    service.by_hand = std::string("systemctl --user enable --now ") + kUnitName;
    return service;
}

Service launchd_service(const Launch& launch, const std::filesystem::path& home,
                        const std::string& user_number) {
    const auto domain = "gui/" + user_number;
    Service service{home / "Library" / "LaunchAgents" / (std::string(kLabel) + ".plist"),
                    launchd_list(launch)};
    const auto file = to_utf8(service.file);
    const Step out{{"launchctl", "bootout", domain + "/" + kLabel}, true};
    service.start = {out, {{"launchctl", "bootstrap", domain, file}}};
    service.stop = {out};
    service.by_hand = "launchctl bootstrap " + domain + " " + file;
    return service;
}

Service task_service(const Launch& launch, const std::filesystem::path& data,
                     const std::string& user) {
    Service service{data / "agent-task.xml", scheduled_task(launch, user)};
    const auto file = to_utf8(service.file);
    const Step end{{"schtasks", "/End", "/TN", kTaskName}, true};
    service.start = {end,
                     {{"schtasks", "/Create", "/TN", kTaskName, "/XML", file, "/F"}},
                     {{"schtasks", "/Run", "/TN", kTaskName}}};
    service.stop = {end, {{"schtasks", "/Delete", "/TN", kTaskName, "/F"}, true}};
    service.by_hand =
        "schtasks /Create /TN \"" + std::string(kTaskName) + "\" /XML \"" + file + "\" /F";
    return service;
}

Result<Installed> install_service(Files& files, ProcessRunner& processes, const Service& service) {
    const auto present = own_file(files, service);
    if (!present) return present.error();
    Installed installed;
    installed.changed = *present != service.content;
    if (installed.changed) {
        const auto made = files.create_folders(service.file.parent_path());
        if (!made) return made.error();
        const auto written = files.replace(service.file, service.content);
        if (!written) return written.error();
    }
    installed.not_started = carry_out(processes, service.start);
    return installed;
}

Result<bool> remove_service(Files& files, ProcessRunner& processes, const Service& service) {
    const auto present = own_file(files, service);
    if (!present) return present.error();
    if (present->empty()) return false;
    carry_out(processes, service.stop);
    if (const auto removed = files.remove(service.file); !removed) return removed.error();
    carry_out(processes, service.forget);
    return true;
}

} // namespace ferry::agent
