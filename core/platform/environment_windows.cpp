// The cleaned environment of children on Windows.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/platform/child_windows.hpp"
#include "core/platform/machine.hpp"
#include "core/platform/wide_windows.hpp"

#include <map>

namespace ferry::windows {
namespace {

// Without SystemRoot nothing that opens a socket starts; the rest is where programs look for
// folders.
constexpr std::array kKept = {"PATH",
                              "PATHEXT",
                              "SystemRoot",
                              "SystemDrive",
                              "windir",
                              "ComSpec",
                              "TEMP",
                              "TMP",
                              "USERPROFILE",
                              "USERNAME",
                              "USERDOMAIN",
                              "HOMEDRIVE",
                              "HOMEPATH",
                              "APPDATA",
                              "LOCALAPPDATA",
                              "ALLUSERSPROFILE",
                              "ProgramData",
                              "ProgramFiles",
                              "ProgramFiles(x86)",
                              "ProgramW6432",
                              "CommonProgramFiles",
                              "CommonProgramFiles(x86)",
                              "CommonProgramW6432",
                              "PUBLIC",
                              "COMPUTERNAME",
                              "NUMBER_OF_PROCESSORS",
                              "OS",
                              "PROCESSOR_ARCHITECTURE",
                              "PSModulePath"};

struct IgnoreCase {
    bool operator()(const std::string& left, const std::string& right) const {
        return lower(left) < lower(right);
    }
};

} // namespace

std::wstring environment_block(const ChildSetup& setup) {
    std::map<std::string, std::string, IgnoreCase> variables = {{"LC_ALL", "C.UTF-8"}};
    const auto keep = [&](const std::string& name) {
        auto value = environment(name);
        if (!value.empty()) variables[name] = std::move(value);
    };
    for (const auto* name : kKept)
        keep(name);
    for (const auto& name : setup.inherit)
        keep(name);
    for (const auto& [name, value] : setup.environment)
        variables[name] = value;

    std::wstring block;
    for (const auto& [name, value] : variables)
        block += wide(name + "=" + value) + L'\0';
    return block + L'\0';
}

} // namespace ferry::windows
