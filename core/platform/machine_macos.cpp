// This machine, told by uname and sysctl.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/machine.hpp"

#include <mach-o/dyld.h>
#include <sys/sysctl.h>
#include <sys/utsname.h>

#include <array>
#include <system_error>

namespace ferry {

Device this_device(const ReadOnlyFiles&, const std::filesystem::path&) {
    Device device;
    device.os = "macos";
    utsname facts{};
    if (uname(&facts) == 0) {
        device.name = std::string(facts.nodename).substr(0, std::string(facts.nodename).find('.'));
        device.arch = std::string(facts.machine) == "arm64" ? "aarch64" : facts.machine;
    }
    std::array<char, 64> version{};
    std::size_t size = version.size() - 1;
    if (sysctlbyname("kern.osproductversion", version.data(), &size, nullptr, 0) == 0)
        device.os_version = version.data();
    return device;
}

std::filesystem::path executable_path() {
    std::array<char, 4096> path{};
    auto size = static_cast<std::uint32_t>(path.size());
    if (_NSGetExecutablePath(path.data(), &size) != 0) return {};
    std::error_code ignored;
    return std::filesystem::canonical(path.data(), ignored);
}

} // namespace ferry
