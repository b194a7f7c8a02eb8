// The life of a worker: one start message, then calls until the host closes the pipe.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/host/worker/channel.hpp"

namespace ferry::worker {

/// The exit code of the process.
int serve(Channel& channel);

} // namespace ferry::worker
