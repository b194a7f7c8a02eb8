// /proc/PID/comm, as proc(5) describes it.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/platform/programs.hpp"

#include <filesystem>
#include <fstream>
#include <system_error>

namespace ferry {

std::set<std::string> running_programs() {
    std::set<std::string> names;
    std::error_code failed;
    std::filesystem::directory_iterator processes("/proc", failed);
    for (; !failed && processes != std::filesystem::directory_iterator();
         processes.increment(failed)) {
        std::ifstream file(processes->path() / "comm");
        std::string name;
        if (std::getline(file, name)) names.insert(lower(name));
    }
    return names;
}

} // namespace ferry
