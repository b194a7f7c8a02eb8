// A forwarder on loopback that counts what clients send and can swallow the server's answers.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Poco/Exception.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/Socket.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Timespan.h>

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace ferry::testing {

class CuttingWire {
public:
    explicit CuttingWire(int server_port)
        : server_port_(server_port), listener_(Poco::Net::SocketAddress("127.0.0.1", 0)),
          acceptor_([this] { accept(); }) {}
    CuttingWire(const CuttingWire&) = delete;
    ~CuttingWire() {
        stopping_ = true;
        acceptor_.join();
        for (auto& thread : pumps_)
            thread.join();
    }

    std::string url() const {
        return "http://127.0.0.1:" + std::to_string(listener_.address().port());
    }
    /// The server gets the next `count` requests and does them; the client never hears of it.
    void lose_answers(int count) { to_lose_ = count; }
    /// All that clients sent since the last call.
    std::string take_sent() {
        const std::lock_guard lock(mutex_);
        return std::exchange(sent_, {});
    }

private:
    static bool has_come(const Poco::Net::Socket& socket) {
        return socket.poll(Poco::Timespan(0, 5000), Poco::Net::Socket::SELECT_READ);
    }

    void accept() {
        while (!stopping_) {
            if (!has_come(listener_)) continue;
            // One handle, of the pump alone: nobody else closes the connection while it reads.
            auto client = std::make_unique<Poco::Net::StreamSocket>(listener_.acceptConnection());
            pumps_.emplace_back([this, own = std::move(client)] { pump(*own); });
        }
    }

    void pump(Poco::Net::StreamSocket& client) {
        try {
            Poco::Net::StreamSocket server(
                Poco::Net::SocketAddress("127.0.0.1", static_cast<Poco::UInt16>(server_port_)));
            while (!stopping_ && upwards(client, server) && downwards(server, client)) {
            }
        } catch (const Poco::Exception&) {
            // One of the two went away; so does the other.
        }
    }

    bool upwards(Poco::Net::StreamSocket& client, Poco::Net::StreamSocket& server) {
        if (!has_come(client)) return true;
        const auto bytes = some_of(client);
        const std::lock_guard lock(mutex_);
        sent_ += bytes;
        return !bytes.empty() && server.sendBytes(bytes.data(), static_cast<int>(bytes.size())) > 0;
    }

    bool downwards(Poco::Net::StreamSocket& server, Poco::Net::StreamSocket& client) {
        if (!has_come(server)) return true;
        const auto bytes = some_of(server);
        if (to_lose_ > 0 && to_lose_-- > 0) return false;
        return !bytes.empty() && client.sendBytes(bytes.data(), static_cast<int>(bytes.size())) > 0;
    }

    static std::string some_of(Poco::Net::StreamSocket& socket) {
        std::array<char, 65536> piece{};
        const int count = socket.receiveBytes(piece.data(), static_cast<int>(piece.size()));
        return {piece.data(), static_cast<std::size_t>(count > 0 ? count : 0)};
    }

    int server_port_;
    std::atomic<bool> stopping_ = false;
    std::atomic<int> to_lose_ = 0;
    std::mutex mutex_;
    std::string sent_;
    Poco::Net::ServerSocket listener_;
    std::vector<std::thread> pumps_; // of the acceptor
    std::thread acceptor_;
};

} // namespace ferry::testing
