// A process that is killed while it syncs.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>

namespace ferry::testing {

/// `work` in a process of its own. True: it was killed; false: it came to its end.
bool was_killed_in(const std::function<void()>& work);

/// SIGKILL for the process that calls it.
[[noreturn]] void kill_this_process();

} // namespace ferry::testing
