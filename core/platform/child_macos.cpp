// Keeping our descriptors from children on macOS.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/child_posix.hpp"

namespace ferry::posix {

short keep_descriptors_from(posix_spawn_file_actions_t&, int) {
    return POSIX_SPAWN_CLOEXEC_DEFAULT; // all but those that a file action names
}

} // namespace ferry::posix
