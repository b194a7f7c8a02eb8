// Facts that are told the same way on every system.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/machine.hpp"

#include <cstdlib>

namespace ferry {

std::string environment(const std::string& name) {
    const char* value = std::getenv(name.c_str());
    return value == nullptr ? std::string() : std::string(value);
}

} // namespace ferry
