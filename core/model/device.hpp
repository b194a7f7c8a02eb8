// A computer, as far as software cares.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

namespace ferry {

struct Device {
    std::string name;         // chosen by the person; the host name by default
    std::string os;           // "linux", "windows", "macos"
    std::string os_version;   // "12", "10.0.22631", "14.5"
    std::string distribution; // os-release ID ("debian"); empty where there is none
    std::string arch;         // "x86_64", "aarch64"

    bool operator==(const Device&) const = default;
};

} // namespace ferry
