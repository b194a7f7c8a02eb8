// The one question a client asks about the rest of its account: what is new?
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/messages.hpp"
#include "server/service/served.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace ferry::server {

struct ChangesQuestion {
    std::uint64_t since = 0;
    std::string state; // hash of the asking device's state, as the client has it
};

/// Thread-safe. The store outlives it.
class ChangeService {
public:
    explicit ChangeService(Store& store) : store_(store) {}
    /// Nothing where nothing is new for the client.
    Served<std::optional<protocol::Changes>> after(const Caller& caller,
                                                   const ChangesQuestion& question);

private:
    Store& store_;
};

} // namespace ferry::server
