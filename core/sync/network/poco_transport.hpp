// The real transport: HTTP/1.1 over a kept connection, TLS with pinning.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/sync/transport.hpp"

#include <memory>

namespace ferry::sync {

/// Does not connect yet. Asks the proxy of no one: ferry's server is named, not found.
std::unique_ptr<Transport> make_poco_transport(const ServerAddress& address, const Trust& trust);

} // namespace ferry::sync
