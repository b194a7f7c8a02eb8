// Checking the options against each other.
// SPDX-License-Identifier: Apache-2.0
#include "server/app/options.hpp"

#include "core/platform/paths.hpp"

#include <charconv>

namespace ferry::server {

bool ServerOptions::loopback() const {
    return address == "localhost" || address == "::1" || address.starts_with("127.");
}

Result<void> parse_listen(const std::string& text, ServerOptions& options) {
    const auto colon = text.rfind(':');
    const auto bad = Error{Code::BadData, "--listen \"" + text + "\" is not HOST:PORT"};
    if (colon == std::string::npos) return bad;
    auto host = text.substr(0, colon);
    if (host.starts_with("[") && host.ends_with("]")) host = host.substr(1, host.size() - 2);
    const auto* end = text.data() + text.size();
    std::uint16_t port = 0;
    const auto read = std::from_chars(text.data() + colon + 1, end, port);
    if (read.ec != std::errc() || read.ptr != end) return bad;
    options.address = host.empty() ? "0.0.0.0" : host;
    options.port = port;
    return {};
}

Result<void> check_exposure(const ServerOptions& options) {
    if (!options.loopback() && !options.tls() && !options.behind_proxy)
        return Error{Code::Denied,
                     "will not listen on " + options.address +
                         " without TLS; give --tls-certificate and --tls-key, or --self-signed, or "
                         "--behind-proxy where a proxy does it"};
    if (options.certificate.empty() != options.key.empty())
        return Error{Code::BadData, "--tls-certificate and --tls-key belong together"};
    const bool any_address = options.address == "0.0.0.0" || options.address == "::";
    if ((any_address || options.behind_proxy) && options.origins.empty())
        return Error{Code::BadData,
                     "say with --origin https://NAME[:PORT] under which address clients reach this "
                     "server; a login is bound to it"};
    return {};
}

std::vector<std::string> effective_origins(const ServerOptions& options, std::uint16_t port) {
    auto origins = options.origins;
    const auto scheme = options.tls() ? std::string("https://") : std::string("http://");
    const auto add = [&](const std::string& host) {
        origins.push_back(scheme + host + ":" + std::to_string(port));
    };
    add(options.address.find(':') == std::string::npos ? options.address
                                                       : "[" + options.address + "]");
    if (options.loopback()) {
        add("localhost");
        add("127.0.0.1");
    }
    return origins;
}

Result<std::filesystem::path> data_folder(const ServerOptions& options) {
    if (!options.data.empty()) return options.data;
    const auto paths = user_paths();
    if (!paths) return Error{Code::NotFound, "no data folder: give --data DIR"};
    return paths->data / "server";
}

} // namespace ferry::server
