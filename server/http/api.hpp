// The whole interface: routes, authentication, limits, and the counters that /metrics shows.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/http/bodies.hpp"
#include "server/http/rate_limiter.hpp"
#include "server/http/request.hpp"
#include "server/http/router.hpp"
#include "server/service/account_service.hpp"
#include "server/service/audit_service.hpp"
#include "server/service/bundle_service.hpp"
#include "server/service/change_service.hpp"
#include "server/service/depot_service.hpp"
#include "server/service/device_service.hpp"
#include "server/service/key_service.hpp"
#include "server/service/pairing_service.hpp"
#include "server/service/request_service.hpp"
#include "server/service/stream_service.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ferry::server {

struct ApiOptions {
    std::vector<std::string> origins;
    double device_requests_per_minute = 600;
    double login_burst = 10;
    std::string version;
    Blobs* blobs = nullptr; // outlives the Api; none: it has no depot
    std::uint64_t depot_quota = kDepotQuota;
};

/// Requests by status class; index 2 for 2xx and so on.
using StatusCounts = std::array<std::atomic<std::uint64_t>, 6>;

/// Thread-safe. Store, signal and clock outlive it.
class Api {
public:
    Api(Store& store, ChangeSignal& signal, const Clock& clock, Random random,
        const ApiOptions& options);

    Response handle(const Request& request);
    /// Whether this request may send a body as large as a bundle: decided before it is read.
    bool may_send_large(const std::string& method, const std::vector<std::string>& path,
                        const std::string& authorization);
    /// What need not be done within a request: to be called every minute, and at the end.
    Result<void> keep_house();
    const Router& router() const { return router_; }

private:
    void add_account_routes();
    void add_key_routes();
    void add_pairing_routes();
    /// Nothing: this address may ask.
    std::optional<Response> refuse_login(const Request& request);
    Response give_challenge(const Request& request);
    void add_device_routes();
    void add_stream_routes();
    void add_change_routes();
    void add_bundle_routes();
    void add_request_routes();
    void add_operator_routes();
    void add_audit_routes();
    void add_depot_routes();
    Response take_piece(const Request& request, const std::string& sha256, const Caller& caller);
    Response give_piece(const Request& request, const std::string& sha256, const Caller& caller);
    Response dispatch(const Request& request);
    static bool takes_large_body(const std::string& method, const std::vector<std::string>& path);
    Served<Caller> authenticated(const std::string& authorization);
    Response take_delta(const Request& request, const StreamKey& key, const Caller& caller);
    Response take_snapshot(const Request& request, const StreamKey& key, const Caller& caller);
    Response metrics() const;

    Store& store_;
    ChangeSignal& signal_;
    const Clock& clock_;
    ApiOptions options_;
    Activity activity_;
    AccountService accounts_;
    KeyService keys_;
    PairingService pairings_;
    DeviceService devices_;
    StreamService streams_;
    ChangeService changes_;
    BundleService bundles_;
    RequestService requests_;
    AuditService audit_;
    std::optional<DepotService> depot_;
    RateLimiter login_limit_;
    RateLimiter device_limit_;
    Router router_;
    StatusCounts counts_{};
    UnixMillis next_cleaning_ = 0; // of keep_house, which one thread calls
};

/// The value as JSON, or the refusal as a problem document.
template <typename T>
Response answer(const Request& request, int status, const Served<T>& served) {
    if (const auto* refused = std::get_if<Refusal>(&served)) return problem_response(*refused);
    return with_body(request, status, protocol::encode(std::get<T>(served)));
}

/// Nothing to say but that it is done.
inline Response answer_nothing(const Served<Nothing>& served) {
    if (const auto* refused = std::get_if<Refusal>(&served)) return problem_response(*refused);
    return Response{204, ""};
}

} // namespace ferry::server
