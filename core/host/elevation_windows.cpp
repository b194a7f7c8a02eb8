// Windows gives rights to whole processes through its own consent window, not through sudo.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/elevation.hpp"

namespace ferry::host {

Result<void> ask_for_rights_on_terminal() {
    return Error{Code::NotSupported, "start ferry in a terminal that runs as administrator"};
}

} // namespace ferry::host
