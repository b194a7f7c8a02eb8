// A snapshot of the process list by the tool help library.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/platform/handle_windows.hpp"
#include "core/platform/programs.hpp"
#include "core/platform/wide_windows.hpp"

#include <tlhelp32.h>
#include <windows.h>

namespace ferry {

std::set<std::string> running_programs() {
    std::set<std::string> names;
    const windows::Handle snapshot(CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0));
    PROCESSENTRY32W entry{};
    entry.dwSize = sizeof entry;
    for (BOOL more = Process32FirstW(snapshot.get(), &entry); more != FALSE;
         more = Process32NextW(snapshot.get(), &entry)) {
        auto name = lower(windows::narrow(entry.szExeFile));
        if (name.ends_with(".exe")) name.resize(name.size() - 4);
        names.insert(std::move(name));
    }
    return names;
}

} // namespace ferry
