// Task Scheduler, which reads UTF-16.
// SPDX-License-Identifier: Apache-2.0
#include "core/agent/launch.hpp"
#include "core/agent/service.hpp"
#include "core/platform/machine.hpp"
#include "core/platform/wide_windows.hpp"

namespace ferry::agent {
namespace {

std::string utf16_bytes(const std::string& text) {
    std::string bytes;
    for (const wchar_t unit : windows::wide(text)) {
        bytes += static_cast<char>(unit & 0xff);
        bytes += static_cast<char>(unit >> 8);
    }
    return bytes;
}

} // namespace

Result<Service> service_of_system(const Paths& paths) {
    auto launch = launch_of(executable_path());
    if (!launch) return launch.error();
    auto home = folder_in_force("FERRY_HOME");
    if (!home) return home.error();
    if (!home->empty()) {
        launch->arguments.push_back("--ferry-home");
        launch->arguments.push_back(std::move(*home));
    }
    auto service = task_service(*launch, paths.data,
                                environment("USERDOMAIN") + "\\" + environment("USERNAME"));
    service.content = "\xff\xfe" + utf16_bytes(service.content);
    service.mark = utf16_bytes(service.mark);
    return service;
}

} // namespace ferry::agent
