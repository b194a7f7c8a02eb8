// This machine, told by uname and os-release (its freedesktop.org specification gives the quoting).
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/platform/machine.hpp"

#include <sys/utsname.h>

#include <system_error>

namespace ferry {
namespace {

std::string unquoted(std::string_view value) {
    value = trimmed(value);
    const bool quoted = value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
                        value.back() == value.front();
    return std::string(quoted ? value.substr(1, value.size() - 2) : value);
}

void read_os_release(const ReadOnlyFiles& files, const std::filesystem::path& root,
                     Device& device) {
    auto text = files.read(root / "etc/os-release", 64 * 1024);
    if (!text) text = files.read(root / "usr/lib/os-release", 64 * 1024);
    if (!text) return;
    for (const auto line : lines(*text)) {
        const auto equals = line.find('=');
        if (equals == std::string_view::npos) continue;
        const auto key = line.substr(0, equals);
        if (key == "ID") device.distribution = unquoted(line.substr(equals + 1));
        if (key == "VERSION_ID") device.os_version = unquoted(line.substr(equals + 1));
    }
}

} // namespace

Device this_device(const ReadOnlyFiles& files, const std::filesystem::path& root) {
    Device device;
    device.os = "linux";
    utsname facts{};
    if (uname(&facts) == 0) {
        device.name = std::string(facts.nodename).substr(0, std::string(facts.nodename).find('.'));
        device.arch = facts.machine;
    }
    read_os_release(files, root, device);
    return device;
}

std::filesystem::path executable_path() {
    std::error_code ignored;
    return std::filesystem::read_symlink("/proc/self/exe", ignored);
}

} // namespace ferry
