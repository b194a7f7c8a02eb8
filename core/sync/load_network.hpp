// The part of Ferry that speaks over the network, loaded at the first word to a server: its
// libraries take longer to load than most commands to run.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/sync/transport.hpp"

#include <filesystem>

namespace ferry::sync {

/// `module`: Installation::network. Where it is missing or of another release, every request fails
/// with Io, naming it and the next step.
MakeTransport transport_from(std::filesystem::path module);

} // namespace ferry::sync
