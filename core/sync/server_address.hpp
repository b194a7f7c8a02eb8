// Which server: a URL, read strictly.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace ferry::sync {

struct ServerAddress {
    bool tls = true;
    std::string host; // in lower case, an IPv6 address without its brackets
    std::uint16_t port = 443;

    /// "https://host", with the port where it is not the scheme's own. Logins are bound to it.
    std::string origin() const;
    std::string authority() const; // "host:port", as in the Host header
};

/// "https://ferry.example.org:7437". Without a scheme: https. Plain http goes to this very machine
/// only: elsewhere anybody between could read the token. Errors: BadData, Denied.
Result<ServerAddress> parse_server_address(std::string_view url);

} // namespace ferry::sync
