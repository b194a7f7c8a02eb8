// Sockets through Poco, whose exceptions end here.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/network/certificates.hpp"
#include "core/sync/wire.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/DNS.h>
#include <Poco/Net/HostEntry.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <utility>

namespace ferry::sync {
namespace {

using Poco::Net::SecureStreamSocket;
using Poco::Net::StreamSocket;

constexpr auto kConnectLimit = std::chrono::seconds(10); // to one address

Poco::Timespan time_until(Deadline deadline) {
    using namespace std::chrono;
    const auto left = duration_cast<microseconds>(deadline - steady_clock::now()).count();
    return Poco::Timespan(std::max<std::int64_t>(left, 1));
}

bool is_over(Deadline deadline) {
    return std::chrono::steady_clock::now() >= deadline;
}

Error timed_out() {
    return Error{Code::TimedOut, "the server did not answer in time"};
}

/// Runs what may throw.
template <typename Work>
auto guarded(const Work& work) -> decltype(work()) {
    try {
        return work();
    } catch (const Poco::TimeoutException&) {
        return timed_out();
    } catch (const Poco::Exception& problem) {
        return Error{Code::Network, problem.displayText()};
    }
}

class SocketWire final : public Wire {
public:
    explicit SocketWire(const StreamSocket& socket) : socket_(socket) {}

    Result<void> send(std::string_view bytes, Deadline deadline) override {
        return guarded([&]() -> Result<void> {
            while (!bytes.empty()) {
                if (is_over(deadline)) return timed_out();
                socket_.setSendTimeout(time_until(deadline));
                const int sent = socket_.sendBytes(bytes.data(), static_cast<int>(bytes.size()));
                if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
            }
            return {};
        });
    }

    Result<std::string> receive(Deadline deadline) override {
        return guarded([&]() -> Result<std::string> {
            int count = -1;
            while (count < 0) { // TLS may have to read more before there is anything to give
                if (is_over(deadline)) return timed_out();
                socket_.setReceiveTimeout(time_until(deadline));
                count = socket_.receiveBytes(piece_.data(), static_cast<int>(piece_.size()));
            }
            return std::string(piece_.data(), static_cast<std::size_t>(count));
        });
    }

private:
    StreamSocket socket_;
    std::array<char, 32 * 1024> piece_{};
};

/// Of a name by asking for it; an address is itself. (DNS::resolve would ask for its name.)
Poco::Net::HostEntry::AddressList addresses_of(const std::string& host) {
    Poco::Net::IPAddress address;
    if (Poco::Net::IPAddress::tryParse(host, address)) return {address};
    return Poco::Net::DNS::hostByName(host).addresses();
}

/// `connect` for each address of the host until one answers.
template <typename Connect>
Result<StreamSocket> first_that_answers(const ServerAddress& address, Deadline deadline,
                                        const Connect& connect) {
    const auto addresses = guarded(
        [&]() -> Result<Poco::Net::HostEntry::AddressList> { return addresses_of(address.host); });
    if (!addresses) return addresses.error();
    auto failure = Error{Code::Network, "the name has no address"};
    for (const auto& host : *addresses) {
        if (is_over(deadline)) return timed_out();
        const auto limit = std::min(deadline, std::chrono::steady_clock::now() + kConnectLimit);
        auto socket = guarded([&]() -> Result<StreamSocket> {
            return connect(Poco::Net::SocketAddress(host, address.port), time_until(limit));
        });
        if (socket) return socket;
        failure = socket.error();
    }
    return failure;
}

Result<StreamSocket> connect_plain(const ServerAddress& address, Deadline deadline) {
    return first_that_answers(address, deadline,
                              [](const Poco::Net::SocketAddress& to, const Poco::Timespan& limit) {
                                  StreamSocket socket;
                                  socket.connect(to, limit);
                                  return socket;
                              });
}

/// With its handshake done, so that a refused certificate shows here.
Result<SecureStreamSocket> connect_tls(const ServerAddress& address, Deadline deadline,
                                       Verify verify) {
    const auto plain = connect_plain(address, deadline);
    if (!plain) return plain.error();
    return guarded([&]() -> Result<SecureStreamSocket> {
        auto under = *plain;
        under.setReceiveTimeout(time_until(deadline));
        under.setSendTimeout(time_until(deadline));
        return SecureStreamSocket::attach(under, address.host, tls_context(address, verify));
    });
}

OpenWire opened(const StreamSocket& handle, const std::string& fingerprint) {
    auto socket = handle; // of the same connection
    socket.setNoDelay(true);
    return {std::make_unique<SocketWire>(socket), fingerprint};
}

/// By the fingerprint: the handshake proved that the server holds the certificate's key.
Result<OpenWire> open_by_fingerprint(const ServerAddress& address, const Trust& trust,
                                     Deadline deadline) {
    const auto socket = connect_tls(address, deadline, Verify::Nothing);
    if (!socket) return socket.error();
    const auto fingerprint = fingerprint_of(*socket);
    if (!fingerprint) return fingerprint.error();
    if (const auto accepted = check_fingerprint(address, trust, *fingerprint); !accepted)
        return accepted.error();
    return opened(*socket, *fingerprint);
}

Result<OpenWire> open_tls(const ServerAddress& address, const Trust& trust, Deadline deadline) {
    if (!trust.pinned.empty() && !trust.accept)
        return open_by_fingerprint(address, trust, deadline);
    const auto vouched = connect_tls(address, deadline, Verify::Authority);
    if (vouched) return opened(*vouched, {});
    if (vouched.error().code == Code::TimedOut) return vouched.error();
    // If that was not for the certificate, this fails in the same way.
    return open_by_fingerprint(address, trust, deadline);
}

} // namespace

Result<OpenWire> open_wire(const ServerAddress& address, const Trust& trust, Deadline deadline) {
    if (address.tls) return open_tls(address, trust, deadline);
    const auto socket = connect_plain(address, deadline);
    if (!socket) return socket.error();
    return opened(*socket, {});
}

} // namespace ferry::sync
