// Keeping our descriptors from children on Linux.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/child_posix.hpp"

namespace ferry::posix {

short keep_descriptors_from(posix_spawn_file_actions_t& actions, int first) {
    posix_spawn_file_actions_addclosefrom_np(&actions, first); // glibc 2.34
    return 0;
}

} // namespace ferry::posix
