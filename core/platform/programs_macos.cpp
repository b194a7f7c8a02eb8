// libproc: every process that may be seen.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/platform/programs.hpp"

#include <libproc.h>

#include <array>
#include <vector>

namespace ferry {

std::set<std::string> running_programs() {
    std::set<std::string> names;
    const int bytes = proc_listpids(PROC_ALL_PIDS, 0, nullptr, 0);
    if (bytes <= 0) return names;
    std::vector<pid_t> processes(static_cast<std::size_t>(bytes) / sizeof(pid_t) + 64);
    const int filled = proc_listpids(PROC_ALL_PIDS, 0, processes.data(),
                                     static_cast<int>(processes.size() * sizeof(pid_t)));
    if (filled <= 0) return names;
    processes.resize(static_cast<std::size_t>(filled) / sizeof(pid_t));
    for (const auto process : processes) {
        std::array<char, 2 * MAXCOMLEN + 1> name{};
        if (proc_name(process, name.data(), static_cast<std::uint32_t>(name.size())) > 0)
            names.insert(lower(name.data()));
    }
    return names;
}

} // namespace ferry
