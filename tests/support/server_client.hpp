// A device of an account, as the server sees one: registers, sends deltas, asks for heads.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/text.hpp"
#include "core/protocol/canonical.hpp"
#include "core/vault/hash.hpp"
#include "tests/support/raw_http.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ferry::testing {

inline std::string hash_of(const std::vector<Package>& packages) {
    return hex(vault::hash(protocol::canonical_state(packages)));
}

class ServerClient {
public:
    explicit ServerClient(std::uint16_t port) : port_(port) {}
    /// The same device over a connection of its own.
    ServerClient(const ServerClient& other)
        : port_(other.port_), token_(other.token_), device_(other.device_) {}
    ServerClient& operator=(const ServerClient&) = delete;

    void register_account(const std::string& name) {
        protocol::RegisterRequest request;
        request.account = name;
        request.kdf = {"argon2id13", 3, 256 * 1024, std::string(16, 's')};
        request.login_public = std::string(32, 'k');
        request.wrapped_key = request.recovery_wrapped_key = "wrapped";
        request.device = {"laptop", "linux", "12", "debian", "x86_64"};
        const auto answer = RawHttp(port_).ask("POST", "/v1/accounts", protocol::encode(request));
        const auto session = protocol::decode<protocol::Session>(answer.body);
        ASSERT_TRUE(session) << answer.status << " " << answer.body;
        token_ = session->token;
        device_ = session->device_id;
    }

    Answer ask(const std::string& method, const std::string& target, const std::string& body = {},
               std::map<std::string, std::string> headers = {}) {
        headers["Authorization"] = "Bearer " + token_;
        // A kept connection may have been closed meanwhile; only then a second one is made.
        for (int attempt = 0; attempt < 2; ++attempt) {
            const bool is_new = !connection_ || !connection_->connected();
            if (is_new) connection_.emplace(port_);
            auto answer = connection_->ask(method, target, body, headers);
            if (answer.status != 0 || is_new) return answer;
            connection_.reset();
        }
        return {};
    }

    std::string apt() const { return "/v1/devices/" + device_ + "/streams/apt"; }
    const std::string& token() const { return token_; }
    const std::string& device() const { return device_; }

    protocol::Snapshot snapshot() {
        const auto answer = ask("GET", apt());
        const auto read = protocol::decode<protocol::Snapshot>(answer.body);
        EXPECT_TRUE(read) << answer.status << " " << answer.body;
        return read ? *read : protocol::Snapshot{};
    }

private:
    std::uint16_t port_;
    std::optional<RawHttp> connection_;
    std::string token_;
    std::string device_;
};

} // namespace ferry::testing
