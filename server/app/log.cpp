// Writing the log.
// SPDX-License-Identifier: Apache-2.0
#include "server/app/log.hpp"

#include "core/base/json.hpp"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace ferry::server {

void Log::say(const std::string& level, const std::string& message) {
    write(dump_json({{"time", iso8601(clock_.now())}, {"level", level}, {"message", message}}));
}

void Log::access(const AccessLine& line) {
    if (line.status < 400) return; // what went well is counted by /metrics
    nlohmann::json entry = {{"time", iso8601(clock_.now())},
                            {"level", line.status < 500 ? "info" : "error"},
                            {"method", line.method},
                            {"path", line.path},
                            {"peer", line.peer},
                            {"status", line.status},
                            {"microseconds", line.microseconds}};
    if (!line.cause.empty()) entry["cause"] = line.cause;
    write(dump_json(entry));
}

void Log::write(const std::string& json) {
    const std::lock_guard lock(mutex_);
    std::fputs((json + "\n").c_str(), stderr);
}

} // namespace ferry::server
