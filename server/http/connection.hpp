// One connection: requests in, answers out, each within its time. Knows no sockets, only a stream
// of bytes, so that its deadlines can be tested without waiting for them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/http/front.hpp"
#include "server/http/head.hpp"

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace ferry::server {

using SteadyTime = std::chrono::steady_clock::time_point;

/// The bytes of a connection. One thread.
class Wire {
public:
    virtual ~Wire() = default;
    enum class State { Got, Nothing, Ended };
    /// Waits a short while (about half a second at most) for bytes and appends them.
    virtual State receive(std::string& to) = 0;
    virtual bool send(std::string_view bytes) = 0; // all; false: the other side is gone or too slow
    virtual SteadyTime now() const = 0;
};

/// One of those who do something at the same time, for as long as it lives.
class Counted {
public:
    explicit Counted(std::atomic<int>& count) : count_(count) { ++count_; }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
    ~Counted() { --count_; }

private:
    std::atomic<int>& count_;
};

/// What all connections of a front share.
struct ConnectionWorld {
    Api* api = nullptr; // set before the first request
    ChangeSignal& signal;
    std::function<void(const AccessLine&)> log;
    std::function<bool()> crowded; // others wait for this thread
    int most_parked = 0;
    bool behind_proxy = false;
    std::atomic<int> parked = 0;
    std::atomic<int> large = 0;  // bundles over kLargestBody, until they are answered
    std::atomic<int> giving = 0; // answers over kLargestBody, until they are sent
    std::atomic<bool> stopping = false;
};

class Connection {
public:
    /// `peer`: the address of the other side. Both references outlive it.
    Connection(Wire& wire, ConnectionWorld& world, std::string peer)
        : wire_(wire), world_(world), peer_(std::move(peer)) {}
    /// Until the connection ends.
    void serve();

private:
    enum class Waited { Ready, Late, Over };
    Waited wait_for_request(bool is_first);
    Served<std::optional<Head>> read_head(bool is_first);
    Served<std::optional<std::string>> read_body(const Head& head, const Target& target,
                                                 std::optional<Counted>& large);
    Served<std::optional<std::string>> read_bytes(const Head& head);
    /// False: the connection is over.
    bool serve_one(bool is_first);
    bool refuse(const Refusal& refusal, const Head& head);
    Response answered(const Request& request);
    bool send(const Response& response, bool keep_alive);
    void log(const Head& head, const Response& response) const;
    void linger();

    Wire& wire_;
    ConnectionWorld& world_;
    std::string peer_;
    std::string received_; // and not yet used
    SteadyTime began_{};   // of the request that is being served
};

/// The address as limits count it: an IPv6 network of 64 bits belongs to one owner.
std::string counted_address(const std::string& address);

} // namespace ferry::server
