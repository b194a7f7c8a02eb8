// Bytes to and from a server, each call within a time limit: plain or through TLS.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/sync/server_address.hpp"
#include "core/sync/transport.hpp"

#include <ferry/result.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace ferry::sync {

using Deadline = std::chrono::steady_clock::time_point;

/// One connection. One thread.
class Wire {
public:
    virtual ~Wire() = default;
    /// All of it. Errors: Network, TimedOut.
    virtual Result<void> send(std::string_view bytes, Deadline deadline) = 0;
    /// At least one byte; empty: the other side ended it. Errors: Network, TimedOut.
    virtual Result<std::string> receive(Deadline deadline) = 0;
};

struct OpenWire {
    std::unique_ptr<Wire> wire;
    std::string fingerprint; // that was accepted instead of an authority's word; else empty
};

/// Tries every address of the host. Errors: Network, TimedOut, Denied (certificate).
Result<OpenWire> open_wire(const ServerAddress& address, const Trust& trust, Deadline deadline);

} // namespace ferry::sync
