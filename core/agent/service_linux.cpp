// The systemd of the person's own session.
// SPDX-License-Identifier: Apache-2.0
#include "core/agent/launch.hpp"
#include "core/agent/service.hpp"
#include "core/platform/machine.hpp"

namespace ferry::agent {

Result<Service> service_of_system(const Paths& paths) {
    auto launch = launch_of(executable_path());
    if (!launch) return launch.error();
    const auto added = add_environment(
        *launch, {"FERRY_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"});
    if (!added) return added.error();
    add_key_store(*launch);
    const auto config = from_utf8(environment("XDG_CONFIG_HOME"));
    return systemd_service(*launch, config.is_absolute() ? config : paths.home / ".config");
}

} // namespace ferry::agent
