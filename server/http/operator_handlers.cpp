// /healthz, /metrics, /v1/config, /v1/openapi.json: for those who run the server, and for clients
// that ask its limits.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "server/http/api.hpp"
#include "server/http/openapi.hpp"

#include <nlohmann/json.hpp>

namespace ferry::server {

void Api::add_operator_routes() {
    router_.add({"GET", "/healthz", true, [this](const Request&, const Captures&, const Caller&) {
                     const auto reads = store_.read([](Tables&) { return Result<void>(); });
                     if (!reads) return problem_response(refusal_of(reads.error()));
                     return Response{200, R"({"status":"ok"})"};
                 }});
    router_.add({"GET", "/metrics", true,
                 [this](const Request&, const Captures&, const Caller&) { return metrics(); }});
    router_.add({"GET", "/v1/config", true, [this](const Request&, const Captures&, const Caller&) {
                     const nlohmann::json document = {
                         {"schema", 1},
                         {"server", "ferryd"},
                         {"version", options_.version},
                         {"limits",
                          {{"delta_bytes", kDeltaBody.wire},
                           {"delta_decoded_bytes", kDeltaBody.decoded},
                           {"snapshot_bytes", kSnapshotBody.wire},
                           {"snapshot_decoded_bytes", kSnapshotBody.decoded},
                           {"requests_per_minute", options_.device_requests_per_minute},
                           {"wait_seconds", 60}}}};
                     return Response{200, dump_json(document)};
                 }});
    router_.add({"GET", "/v1/openapi.json", true,
                 [](const Request& request, const Captures&, const Caller&) {
                     return with_body(request, 200, kOpenApiJson);
                 }});
}

Response Api::metrics() const {
    const auto store = store_.statistics();
    std::string text = "# TYPE ferryd_requests_total counter\n";
    for (std::size_t i = 2; i < counts_.size(); ++i)
        text += "ferryd_requests_total{class=\"" + std::to_string(i) + "xx\"} " +
                std::to_string(counts_.at(i)) + "\n";
    const auto add = [&](const char* name, const char* type, std::uint64_t value) {
        text += std::string("# TYPE ") + name + " " + type + "\n" + name + " " +
                std::to_string(value) + "\n";
    };
    add("ferryd_store_writes_total", "counter", store.writes);
    add("ferryd_store_commits_total", "counter", store.commits);
    add("ferryd_store_longest_group", "gauge", store.longest_group);
    return {200, text, "text/plain; version=0.0.4"};
}

} // namespace ferry::server
