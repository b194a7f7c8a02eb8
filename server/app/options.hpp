// What the command line of ferryd says, checked.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace ferry::server {

struct ServerOptions {
    std::filesystem::path data; // empty: the platform's folder
    std::string address = "127.0.0.1";
    std::uint16_t port = 7437;
    std::string certificate;
    std::string key;
    bool self_signed = false;
    bool behind_proxy = false;
    std::vector<std::string> origins; // names under which clients may know this server
    double requests_per_minute = 600; // of one device
    double login_burst = 10;          // logins at once from one address
    int threads = 256;                // connections served at once
    int waiting = 256;                // further ones that wait for a thread
    bool group_commit = true;
    double depot_quota_gib = 20; // of one account

    bool tls() const { return self_signed || !certificate.empty(); }
    bool loopback() const;
};

/// "HOST:PORT", "[::1]:PORT", ":PORT". Errors: BadData.
Result<void> parse_listen(const std::string& text, ServerOptions& options);

/// Refuses what would put passwords and inventories on a network unprotected. Errors: Denied.
Result<void> check_exposure(const ServerOptions& options);

/// --origin as given, or what a client on this machine would write.
std::vector<std::string> effective_origins(const ServerOptions& options, std::uint16_t port);

/// --data, or the platform's folder for servers. Errors: NotFound.
Result<std::filesystem::path> data_folder(const ServerOptions& options);

} // namespace ferry::server
