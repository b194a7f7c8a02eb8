// Requests and answers as plain values: the seam between the account's rules and the network.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/sync/server_address.hpp"

#include <ferry/result.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ferry::sync {

struct HttpRequest {
    std::string method;
    std::string target; // path and query, encoded
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string_view body{};                                   // borrowed for the call
    std::chrono::milliseconds limit{std::chrono::seconds(30)}; // until the whole answer is here
    std::function<bool()>
        give_up{}; // asked twice a second while the answer is awaited; may be empty
};

struct HttpAnswer {
    int status = 0;
    std::map<std::string, std::string> headers{}; // names in lower case
    std::string body{};                           // as received, perhaps compressed
};

/// One server. One thread. Connects at the first request and keeps the connection.
class Transport {
public:
    virtual ~Transport() = default;
    /// Any status is an answer. Errors: Network (not reached, or cut off: whether the server did
    /// what was asked is unknown), TimedOut (likewise), Denied (certificate), BadData (no HTTP, or
    /// too large an answer), Cancelled (given up).
    virtual Result<HttpAnswer> send(const HttpRequest& request) = 0;
    /// Of the certificate that was accepted by its fingerprint; empty: none was needed.
    virtual std::string pinned_fingerprint() const { return {}; }
};

/// A certificate that no authority vouches for.
struct UnknownCertificate {
    std::string server;      // origin
    std::string fingerprint; // SHA-256, 64 hex digits
    std::string before;      // the one pinned until now, where it was another; else empty
};

/// Whether the person wants it: asked once, before anything secret is sent.
using AcceptCertificate = std::function<bool(const UnknownCertificate&)>;

/// A pin excludes every other certificate. Without one, an authority known to the system must vouch
/// for the certificate, or `accept` must say yes; an empty `accept` says no.
struct Trust {
    std::string pinned{}; // 64 hex digits
    AcceptCertificate accept{};
};

using MakeTransport =
    std::function<std::unique_ptr<Transport>(const ServerAddress& address, const Trust& trust)>;

/// As `make`, but every request is also given up once `give_up` says so.
MakeTransport giving_up(MakeTransport make, std::function<bool()> give_up);

} // namespace ferry::sync
