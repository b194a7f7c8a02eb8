// Reading URLs.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/server_address.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <charconv>

namespace ferry::sync {
namespace {

constexpr std::uint16_t kHttps = 443;
constexpr std::uint16_t kHttp = 80;

Error bad(std::string_view url, const std::string& why) {
    return Error{Code::BadData,
                 "server \"" + printable(url) + "\": " + why + "; write it as https://HOST[:PORT]"};
}

/// 127.0.0.0/8 written out in full: "127.example.org" is a name like any other.
bool loopback_v4(const std::string& host) {
    const auto parts = split(host, '.');
    return parts.size() == 4 && parts[0] == "127" &&
           std::all_of(parts.begin(), parts.end(), [](const std::string& part) {
               unsigned number = 0;
               const auto* end = part.data() + part.size();
               const auto read = std::from_chars(part.data(), end, number);
               return read.ec == std::errc() && read.ptr == end && number < 256;
           });
}

bool this_machine(const std::string& host) {
    return host == "localhost" || host == "::1" || loopback_v4(host);
}

bool plain_host(const std::string& host) {
    return !host.empty() && host.size() <= 253 && std::all_of(host.begin(), host.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
               c == ':' || c == '_';
    });
}

bool parse_port(std::string_view text, std::uint16_t& port) {
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, port);
    return read.ec == std::errc() && read.ptr == end && port != 0;
}

} // namespace

std::string ServerAddress::authority() const {
    const auto name = host.find(':') == std::string::npos ? host : "[" + host + "]";
    return port == (tls ? kHttps : kHttp) ? name : name + ":" + std::to_string(port);
}

std::string ServerAddress::origin() const {
    return (tls ? "https://" : "http://") + authority();
}

Result<ServerAddress> parse_server_address(std::string_view url) {
    ServerAddress address;
    auto rest = trimmed(url);
    const auto scheme = rest.find("://");
    if (scheme != std::string_view::npos) {
        const auto word = lower(rest.substr(0, scheme));
        if (word != "https" && word != "http") return bad(url, "its scheme is not https");
        address.tls = word == "https";
        rest.remove_prefix(scheme + 3);
    }
    address.port = address.tls ? kHttps : kHttp;
    if (rest.ends_with('/')) rest.remove_suffix(1);
    const bool bracketed = rest.starts_with('[');
    const auto host_end = bracketed ? rest.find(']') : rest.find(':');
    if (bracketed && host_end == std::string_view::npos)
        return bad(url, "the bracket of its host is never closed");
    address.host = lower(rest.substr(bracketed ? 1 : 0, host_end - (bracketed ? 1 : 0)));
    rest.remove_prefix(host_end == std::string_view::npos ? rest.size()
                                                          : host_end + (bracketed ? 1 : 0));
    if (!plain_host(address.host)) return bad(url, "there is no host in it");
    if (!rest.empty() && (rest.front() != ':' || !parse_port(rest.substr(1), address.port)))
        return bad(url, "\"" + printable(rest) + "\" is no port");
    if (!address.tls && !this_machine(address.host))
        return Error{Code::Denied, "server \"" + printable(url) +
                                       "\": without TLS anybody on the way could take over the "
                                       "account; use https://" +
                                       address.authority()};
    return address;
}

} // namespace ferry::sync
