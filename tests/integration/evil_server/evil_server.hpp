// The real rules of a server, in the hands of an attacker: every answer can be replaced on its way.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/text.hpp"
#include "core/sync/bundles.hpp"
#include "core/sync/transport.hpp"
#include "core/vault/hash.hpp"
#include "server/http/api.hpp"
#include "server/http/head.hpp"
#include "tests/support/account_device.hpp"
#include "tests/support/fake_blobs.hpp"
#include "tests/support/fake_store.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

namespace ferry::testing {

inline constexpr const char* kEvilOrigin = "http://localhost:7437";

/// What the attacker answers instead; `path` is the target of the request.
using Tamper = std::function<void(const std::string& path, sync::HttpAnswer& answer)>;

class EvilServer {
public:
    sync::MakeTransport transport() {
        return [this](const sync::ServerAddress&, const sync::Trust&) {
            return std::make_unique<Wire>(*this);
        };
    }
    Tamper tamper{};
    /// What a client sends is his to read.
    std::function<void(const std::string& path, std::string_view body)> watch{};
    FakeBlobs blobs{};

private:
    class Wire final : public sync::Transport {
    public:
        explicit Wire(EvilServer& server) : server_(server) {}
        Result<sync::HttpAnswer> send(const sync::HttpRequest& request) override {
            const auto target = std::get<server::Target>(server::parse_target(request.target));
            server::Request plain{
                request.method, target.path, target.query, {}, std::string(request.body),
                "192.0.2.1"};
            for (const auto& [name, value] : request.headers)
                if (name == "Authorization" || name == "Range") plain.headers[lower(name)] = value;
            if (server_.watch) server_.watch(request.target, request.body);
            auto response = server_.api_.handle(plain);
            sync::HttpAnswer answer{response.status, {}, std::move(response.body)};
            if (server_.tamper) server_.tamper(request.target, answer);
            return answer;
        }

    private:
        EvilServer& server_;
    };

    SystemClock clock_;
    FakeStore store_;
    server::ChangeSignal signal_;
    server::Api api_{
        store_, signal_, clock_, vault::random_bytes, {{kEvilOrigin}, 1e9, 1e9, "1", &blobs}};
};

/// A device with parts that stay where they are.
struct Computer {
    explicit Computer(EvilServer& server, const std::string& name) : device(server.transport()) {
        device.device.name = name;
    }
    sync::Parts& parts() {
        if (!parts_) parts_ = std::make_unique<sync::Parts>(device.parts());
        return *parts_;
    }
    sync::BundleStore store() {
        auto opened = sync::BundleStore::open(parts());
        EXPECT_TRUE(opened) << opened.error().message;
        return std::move(*opened);
    }
    AccountDevice device;

private:
    std::unique_ptr<sync::Parts> parts_;
};

} // namespace ferry::testing
