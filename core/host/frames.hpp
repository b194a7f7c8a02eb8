// What a worker says during a call, checked and given to whoever asked.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/host/wire.hpp"
#include "core/model/action.hpp"
#include "core/model/inventory.hpp"

#include <ferry/result.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace ferry::host {

/// Where the rows of one call go; empty ones are not expected and refused.
struct Sinks {
    std::function<void(Package)> on_package{};
    std::function<void(Trace)> on_trace{};
    std::function<void(Offer)> on_offer{};
    std::function<void(const Progress&)> on_progress{};
    std::function<void(const Outcome&)> on_outcome{};
    std::function<void(const std::string& version, const std::string& note)> on_present{};
    std::function<void(const std::string& words)> on_log{};
};

/// How many rows there were. Errors: BadData for bytes that are no such frame, ids that are empty,
/// over 1 KiB, no UTF-8 or hold control characters, and for rows that this call cannot have.
Result<std::size_t> deliver(FrameType type, std::string_view payload, const Sinks& sinks);

} // namespace ferry::host
