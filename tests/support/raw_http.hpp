// HTTP by hand over a socket: says exactly what a test wants said, right or wrong.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/text.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace ferry::testing {

struct Answer {
    int status = 0; // 0: none came, the connection broke
    std::map<std::string, std::string> headers;
    std::string body;
};

class RawHttp {
public:
    explicit RawHttp(std::uint16_t port)
        : RawHttp(std::make_unique<Poco::Net::StreamSocket>(), port) {}
    /// Over a socket of another kind, as for TLS.
    RawHttp(std::unique_ptr<Poco::Net::StreamSocket> socket, std::uint16_t port)
        : socket_(std::move(socket)) {
        try {
            socket_->connect(Poco::Net::SocketAddress("127.0.0.1", port), Poco::Timespan(5, 0));
            socket_->setReceiveTimeout(Poco::Timespan(30, 0));
            socket_->setNoDelay(true);
            connected_ = true;
        } catch (const Poco::Exception&) {
            connected_ = false;
        }
    }

    bool send(std::string_view bytes) {
        try {
            while (connected_ && !bytes.empty())
                bytes.remove_prefix(static_cast<std::size_t>(
                    socket_->sendBytes(bytes.data(), static_cast<int>(bytes.size()))));
        } catch (const Poco::Exception&) {
            connected_ = false;
        }
        return connected_;
    }

    /// The next answer, whole.
    Answer receive() {
        Answer answer;
        while (received_.find("\r\n\r\n") == std::string::npos)
            if (!more()) return answer;
        const auto end = received_.find("\r\n\r\n");
        const auto head = received_.substr(0, end);
        received_.erase(0, end + 4);
        for (const auto line : lines(head)) {
            const auto colon = line.find(": ");
            if (colon != std::string_view::npos)
                answer.headers[lower(line.substr(0, colon))] = line.substr(colon + 2);
        }
        const auto length = answer.headers.contains("content-length")
                                ? std::stoul(answer.headers["content-length"])
                                : 0;
        while (received_.size() < length)
            if (!more()) return {};
        answer.body = received_.substr(0, length);
        received_.erase(0, length);
        answer.status = std::stoi(head.substr(9, 3));
        return answer;
    }

    Answer ask(const std::string& method, const std::string& target, const std::string& body = {},
               const std::map<std::string, std::string>& headers = {}) {
        std::string request = method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
        for (const auto& [name, value] : headers)
            request += name + ": " + value + "\r\n";
        if (!body.empty() || method != "GET")
            request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
        return send(request + "\r\n" + body) ? receive() : Answer{};
    }

    bool connected() const { return connected_; }
    /// Whether the other side has closed, once it sends nothing more.
    bool closed_by_server() {
        received_.clear();
        while (connected_)
            if (!more()) break;
        return !connected_;
    }

private:
    bool more() {
        std::array<char, 16 * 1024> piece{};
        try {
            const int count =
                connected_ ? socket_->receiveBytes(piece.data(), static_cast<int>(piece.size()))
                           : 0;
            connected_ = count > 0;
            received_.append(piece.data(), static_cast<std::size_t>(count > 0 ? count : 0));
        } catch (const Poco::Exception&) {
            connected_ = false;
        }
        return connected_;
    }

    std::unique_ptr<Poco::Net::StreamSocket> socket_;
    std::string received_;
    std::atomic<bool> connected_ = false; // one thread may send while another receives
};

} // namespace ferry::testing
