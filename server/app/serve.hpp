// Running the server until it is asked to stop.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/app/options.hpp"

#include <ferry/result.hpp>

#include <functional>

namespace ferry::server {

/// Returns when `wait` does. Errors: what kept it from starting, with the next step.
Result<void> serve(const ServerOptions& options, const std::function<void()>& wait);

} // namespace ferry::server
