// The front on Poco's TCPServer: one thread per connection, bounded in number. Not its HTTPServer,
// which in 1.11 limits only the time between two bytes of a head, reads heads leniently, and drops
// connections that it has no thread for.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/connection.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SecureServerSocket.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/Net/TCPServerConnection.h>
#include <Poco/Net/TCPServerConnectionFactory.h>
#include <Poco/ThreadPool.h>

#include <array>
#include <utility>

namespace ferry::server {
namespace {

using Poco::Net::StreamSocket;

constexpr long kReceiveMicros = 500'000; // so that a waiting thread sees a stop and a crowd
constexpr long kSendMicros = 10'000'000;
constexpr int kBacklog = 1024;
constexpr int kStackBytes = 1 << 20;
constexpr std::string_view kTooManyConnections =
    "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/problem+json\r\n"
    "Retry-After: 2\r\nConnection: close\r\nContent-Length: 87\r\n\r\n"
    R"({"status":503,"title":"busy","detail":"too many connections; try again in 2 seconds"}  )";

class SocketWire final : public Wire {
public:
    explicit SocketWire(StreamSocket& socket) : socket_(socket) {
        socket_.setReceiveTimeout(Poco::Timespan(0, kReceiveMicros));
        socket_.setSendTimeout(Poco::Timespan(0, kSendMicros));
        socket_.setNoDelay(true);
    }

    State receive(std::string& to) override {
        try {
            const int count = socket_.receiveBytes(piece_.data(), static_cast<int>(piece_.size()));
            if (count <= 0) return State::Ended;
            to.append(piece_.data(), static_cast<std::size_t>(count));
            return State::Got;
        } catch (const Poco::TimeoutException&) {
            return State::Nothing;
        } catch (const Poco::Exception&) {
            return State::Ended;
        }
    }

    bool send(std::string_view bytes) override {
        try {
            while (!bytes.empty()) {
                const int sent = socket_.sendBytes(bytes.data(), static_cast<int>(bytes.size()));
                if (sent <= 0) return false;
                bytes.remove_prefix(static_cast<std::size_t>(sent));
            }
            return true;
        } catch (const Poco::Exception&) {
            return false;
        }
    }

    SteadyTime now() const override { return std::chrono::steady_clock::now(); }

private:
    StreamSocket& socket_;
    std::array<char, 16 * 1024> piece_{};
};

class PocoConnection final : public Poco::Net::TCPServerConnection {
public:
    PocoConnection(const StreamSocket& socket, ConnectionWorld& world)
        : TCPServerConnection(socket), world_(world) {}

    void run() override {
        try {
            const auto peer = socket().peerAddress().host().toString();
            SocketWire wire(socket());
            Connection(wire, world_, peer).serve();
            socket().shutdownSend();
        } catch (const Poco::Exception&) {
            // The other side went away; there is nobody to tell.
        }
    }

private:
    ConnectionWorld& world_;
};

class Factory final : public Poco::Net::TCPServerConnectionFactory {
public:
    explicit Factory(ConnectionWorld& world) : world_(world) {}
    Poco::Net::TCPServerConnection* createConnection(const StreamSocket& socket) override {
        return new PocoConnection(socket, world_); // Poco owns it
    }

private:
    ConnectionWorld& world_;
};

/// Whoever finds no room is told so, where that takes no handshake.
class Doorman final : public Poco::Net::TCPServerConnectionFilter {
public:
    Doorman(const Poco::Net::TCPServer& server, int most_waiting, bool is_tls)
        : server_(server), most_waiting_(most_waiting), is_tls_(is_tls) {}

    bool accept(const StreamSocket& socket) override {
        if (server_.queuedConnections() < most_waiting_) return true;
        if (is_tls_) return false;
        try {
            StreamSocket told(socket);
            told.sendBytes(kTooManyConnections.data(),
                           static_cast<int>(kTooManyConnections.size()));
        } catch (const Poco::Exception&) {
            // It has gone already.
        }
        return false;
    }

private:
    const Poco::Net::TCPServer& server_;
    int most_waiting_;
    bool is_tls_;
};

Poco::Net::TCPServerParams::Ptr parameters(const FrontOptions& options) {
    Poco::Net::TCPServerParams::Ptr made = new Poco::Net::TCPServerParams;
    made->setMaxThreads(options.threads);
    made->setMaxQueued(options.waiting + 1); // the doorman turns away before Poco would
    return made;
}

Poco::Net::ServerSocket listen(const FrontOptions& options) {
    const Poco::Net::SocketAddress address(options.address, options.port);
    if (options.certificate.empty()) {
        Poco::Net::ServerSocket socket;
        socket.bind(address, true, false);
        socket.listen(kBacklog);
        return socket;
    }
    Poco::Net::Context::Ptr context =
        new Poco::Net::Context(Poco::Net::Context::TLS_SERVER_USE, options.key, options.certificate,
                               "", Poco::Net::Context::VERIFY_NONE);
    context->requireMinimumProtocol(Poco::Net::Context::PROTO_TLSV1_2);
    Poco::Net::SecureServerSocket socket(context);
    socket.bind(address, true, false);
    socket.listen(kBacklog);
    return socket;
}

class PocoFront final : public Front {
public:
    PocoFront(const FrontOptions& options, ChangeSignal& signal,
              std::function<void(const AccessLine&)> log)
        : world_{nullptr,
                 signal,
                 std::move(log),
                 [this] { return server_.queuedConnections() > 0; },
                 options.threads / 2,
                 options.behind_proxy},
          threads_(2, options.threads + 2, 60, kStackBytes), socket_(listen(options)),
          server_(new Factory(world_), threads_, socket_, parameters(options)) {
        server_.setConnectionFilter(
            new Doorman(server_, options.waiting, !options.certificate.empty()));
    }
    ~PocoFront() override { stop(); }
    std::uint16_t port() const override { return socket_.address().port(); }

    void start(Api& api) override {
        world_.api = &api;
        server_.start();
        started_ = true;
    }

    void stop() override {
        if (!std::exchange(started_, false)) return;
        world_.stopping = true;
        world_.signal.stop();
        server_.stop();
        threads_.joinAll();
    }

private:
    ConnectionWorld world_;
    Poco::ThreadPool threads_;
    Poco::Net::ServerSocket socket_;
    Poco::Net::TCPServer server_;
    bool started_ = false;
};

} // namespace

Result<std::unique_ptr<Front>> make_poco_front(const FrontOptions& options, ChangeSignal& signal,
                                               std::function<void(const AccessLine&)> log) {
    const auto where = options.address + ":" + std::to_string(options.port);
    try {
        return std::unique_ptr<Front>(std::make_unique<PocoFront>(options, signal, std::move(log)));
    } catch (const Poco::Net::NetException& problem) {
        return Error{Code::Conflict, "cannot listen on " + where + ": " + problem.displayText()};
    } catch (const Poco::Exception& problem) {
        return Error{Code::BadData, where + ": " + problem.displayText()};
    }
}

} // namespace ferry::server
