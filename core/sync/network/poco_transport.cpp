// Requests over one kept connection.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/network/poco_transport.hpp"

#include "core/sync/http_text.hpp"
#include "core/sync/wire.hpp"

#include <algorithm>
#include <utility>

namespace ferry::sync {
namespace {

using std::chrono::steady_clock;

constexpr auto kStep = std::chrono::milliseconds(500); // how soon giving up is seen
constexpr auto kKeptFor = std::chrono::seconds(8);     // servers close what is idle for longer

class KeptTransport final : public Transport {
public:
    KeptTransport(ServerAddress address, Trust trust)
        : address_(std::move(address)), trust_(std::move(trust)) {}

    Result<HttpAnswer> send(const HttpRequest& request) override {
        const auto deadline = steady_clock::now() + request.limit;
        auto answer = exchange(request, deadline);
        last_used_ = steady_clock::now();
        if (answer) return answer;
        wire_.reset();
        const auto& error = answer.error();
        return error.code == Code::Denied || error.code == Code::Cancelled
                   ? error
                   : error.under(address_.origin());
    }

    std::string pinned_fingerprint() const override { return fingerprint_; }

private:
    Result<HttpAnswer> exchange(const HttpRequest& request, Deadline deadline) {
        if (const auto ready = connect(deadline); !ready) return ready.error();
        auto bytes = request_head(request, address_.authority());
        bytes += request.body; // in one piece: one packet where it fits
        if (const auto sent = wire_->send(bytes, deadline); !sent) return sent.error();
        AnswerReader reader;
        for (;;) {
            const auto piece = receive(request, deadline);
            if (!piece) return piece.error();
            const auto whole = piece->empty() ? ended(reader) : reader.add(*piece);
            if (!whole) return whole.error();
            if (*whole) break;
        }
        if (!reader.keeps_connection()) wire_.reset();
        return reader.take();
    }

    /// In steps, where the request may be given up.
    Result<std::string> receive(const HttpRequest& request, Deadline deadline) {
        if (!request.give_up) return wire_->receive(deadline);
        for (;;) {
            if (request.give_up())
                return Error{Code::Cancelled, "stopped while waiting for the server"};
            const auto step = std::min(deadline, steady_clock::now() + kStep);
            auto piece = wire_->receive(step);
            const bool waits_on =
                !piece && piece.error().code == Code::TimedOut && steady_clock::now() < deadline;
            if (!waits_on) return piece;
        }
    }

    static Result<bool> ended(AnswerReader& reader) {
        const auto finished = reader.finish();
        if (!finished) return finished.error();
        return true;
    }

    Result<void> connect(Deadline deadline) {
        if (wire_ && steady_clock::now() - last_used_ < kKeptFor) return {};
        wire_.reset();
        auto opened = open_wire(address_, trust_, deadline);
        if (!opened) return opened.error();
        wire_ = std::move(opened->wire);
        fingerprint_ = opened->fingerprint;
        // Once is enough: later connections must show the same certificate.
        if (!fingerprint_.empty()) trust_ = {fingerprint_, {}};
        return {};
    }

    ServerAddress address_;
    Trust trust_;
    std::unique_ptr<Wire> wire_;
    std::string fingerprint_;
    steady_clock::time_point last_used_;
};

} // namespace

std::unique_ptr<Transport> make_poco_transport(const ServerAddress& address, const Trust& trust) {
    return std::make_unique<KeptTransport>(address, trust);
}

} // namespace ferry::sync
