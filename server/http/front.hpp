// The front: takes connections and gives plain requests to the API. Replaceable without touching a
// handler.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/http/api.hpp"
#include "server/service/change_signal.hpp"

#include <ferry/result.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace ferry::server {

struct FrontOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 7437; // 0: any free one
    std::string certificate{}; // PEM file; with a key: TLS
    std::string key{};
    int threads = 256;         // connections served at once
    int waiting = 256;         // further ones that wait for a thread
    bool behind_proxy = false; // which says in X-Forwarded-For who asks
};

struct AccessLine {
    std::string method, path, peer;
    int status = 0;
    std::int64_t microseconds = 0;
    std::string cause{}; // of a failure inside the server
};

class Front {
public:
    virtual ~Front() = default;
    virtual std::uint16_t port() const = 0;
    virtual void start(Api& api) = 0; // which outlives the front; once
    virtual void stop() = 0;          // in order: no new connections, the open ones end
};

/// Listens from the moment it is made. `signal` outlives it; `log` is called from many threads.
/// Errors: Conflict (the port is taken), BadData (certificate or key).
Result<std::unique_ptr<Front>> make_poco_front(const FrontOptions& options, ChangeSignal& signal,
                                               std::function<void(const AccessLine&)> log);

} // namespace ferry::server
