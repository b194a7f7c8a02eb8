// A server made of answers in a row: the test says what comes back, and sees what was asked.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/compression.hpp"
#include "core/sync/transport.hpp"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ferry::testing {

struct AskedRequest {
    std::string what; // "GET /v1/devices"
    std::map<std::string, std::string> headers;
    std::string body; // decompressed

    std::string header(const std::string& name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string() : found->second;
    }
};

/// Outlives the transports that it makes. Without an answer left, a request is a network error.
class ScriptedServer {
public:
    using Reply = std::function<Result<sync::HttpAnswer>(const AskedRequest&)>;

    std::vector<AskedRequest> asked;
    std::string fingerprint; // that its transports report

    ScriptedServer& answer(int status, const std::string& body = "",
                           std::map<std::string, std::string> headers = {}) {
        return reply([=](const AskedRequest&) -> Result<sync::HttpAnswer> {
            return sync::HttpAnswer{status, headers, body};
        });
    }
    ScriptedServer& refuse(int status, const std::string& title, const std::string& detail = "no") {
        return answer(status, R"({"status":)" + std::to_string(status) + R"(,"title":")" + title +
                                  R"(","detail":")" + detail + R"("})");
    }
    ScriptedServer& fail(Code code) {
        return reply([=](const AskedRequest&) -> Result<sync::HttpAnswer> {
            return Error{code, "scripted"};
        });
    }
    ScriptedServer& reply(Reply reply) {
        replies_.push_back(std::move(reply));
        return *this;
    }

    sync::MakeTransport transport() {
        return [this](const sync::ServerAddress&, const sync::Trust&) {
            return std::make_unique<Line>(*this);
        };
    }
    std::vector<std::string> questions() const {
        std::vector<std::string> all;
        for (const auto& request : asked)
            all.push_back(request.what);
        return all;
    }

private:
    class Line final : public sync::Transport {
    public:
        explicit Line(ScriptedServer& server) : server_(server) {}
        Result<sync::HttpAnswer> send(const sync::HttpRequest& request) override {
            return server_.take(request);
        }
        std::string pinned_fingerprint() const override { return server_.fingerprint; }

    private:
        ScriptedServer& server_;
    };

    Result<sync::HttpAnswer> take(const sync::HttpRequest& request) {
        AskedRequest seen{request.method + " " + request.target,
                          {request.headers.begin(), request.headers.end()},
                          std::string(request.body)};
        if (seen.header("Content-Encoding") == "zstd")
            seen.body = *protocol::decompress(seen.body, 64u << 20);
        asked.push_back(seen);
        if (replies_.empty()) return Error{Code::Network, "nothing is scripted"};
        const auto reply = std::move(replies_.front());
        replies_.pop_front();
        return reply(seen);
    }

    std::deque<Reply> replies_;
};

} // namespace ferry::testing
