// The console and the service manager call a handler that Poco installs; nothing to hold.
// SPDX-License-Identifier: Apache-2.0
#include "server/app/termination.hpp"

namespace ferry::server {

void hold_termination_signals() {}

} // namespace ferry::server
