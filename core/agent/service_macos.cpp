// launchd, in the person's own graphical session.
// SPDX-License-Identifier: Apache-2.0
#include "core/agent/launch.hpp"
#include "core/agent/service.hpp"
#include "core/platform/machine.hpp"

#include <unistd.h>

namespace ferry::agent {

Result<Service> service_of_system(const Paths& paths) {
    auto launch = launch_of(executable_path());
    if (!launch) return launch.error();
    if (const auto added = add_environment(*launch, {"FERRY_HOME"}); !added) return added.error();
    add_key_store(*launch);
    return launchd_service(*launch, paths.home, std::to_string(getuid()));
}

} // namespace ferry::agent
