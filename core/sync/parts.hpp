// What everything that speaks with the account's server needs.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/clock.hpp"
#include "core/platform/files.hpp"
#include "core/platform/key_store.hpp"
#include "core/state/state.hpp"
#include "core/sync/transport.hpp"

#include <chrono>
#include <filesystem>
#include <functional>

namespace ferry::sync {

/// Waits; false: the person wants to stop, and what goes on ends with Cancelled.
using Wait = std::function<bool(std::chrono::milliseconds)>;

/// Sleeps in short pieces and asks `cancelled` (may be empty) between them.
Wait real_wait(std::function<bool()> cancelled);

/// All of it outlives the calls that borrow it. One thread: a call blocks until it is done.
struct Parts {
    state::State& state; // open for writing
    Files& files;
    const Clock& clock;
    std::filesystem::path data;   // Paths::data
    MakeTransport make_transport; // make_poco_transport
    Wait wait;                    // real_wait
    KeyStore& key_store;          // system_key_store
};

} // namespace ferry::sync
