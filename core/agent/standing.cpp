// agent.json, and agent.lock beside it.
// SPDX-License-Identifier: Apache-2.0
#include "core/agent/standing.hpp"

#include "core/base/json.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <thread>
#include <utility>

namespace ferry::agent {
namespace {

using nlohmann::json;

constexpr const char* kName = "agent.json";
constexpr const char* kLockName = "agent.lock";
constexpr std::uint64_t kMaxBytes = 64 * 1024;

Result<std::int64_t> number(const json& document, const char* key) {
    const auto found = document.find(key);
    if (found == document.end() || !found->is_number_integer())
        return Error{Code::BadData, "\"" + std::string(key) + "\" is not a whole number"};
    return found->get<std::int64_t>();
}

Result<Standing> parse(const std::string& text) {
    const auto document = parse_json(text);
    if (!document) return document.error();
    if (!document->is_object()) return Error{Code::BadData, "this is no JSON object"};
    Standing standing;
    const std::pair<const char*, std::int64_t*> fields[] = {
        {"process", &standing.process},
        {"started", &standing.started},
        {"last_report", &standing.last_report},
        {"last_exchange", &standing.last_exchange},
        {"failing_since", &standing.failing_since}};
    for (const auto& [key, to] : fields) {
        const auto value = number(*document, key);
        if (!value) return value.error();
        *to = *value;
    }
    auto error = required_text(*document, "error");
    if (!error) return error.error();
    standing.error = std::move(*error);
    return standing;
}

Error runs_already(const ReadOnlyFiles& files, const std::filesystem::path& data) {
    const auto standing = read_standing(files, data);
    const auto process =
        standing ? " (process " + std::to_string(standing->process) + ")" : std::string();
    return Error{Code::Conflict,
                 "an agent runs already" + process + "; ferry agent status tells how it does"};
}

} // namespace

Result<Standing> read_standing(const ReadOnlyFiles& files, const std::filesystem::path& data) {
    const auto file = data / kName;
    const auto text = files.read(file, kMaxBytes);
    if (!text) return text.error();
    auto standing = parse(*text);
    if (!standing) return standing.error().under(to_utf8(file));
    return standing;
}

Result<void> write_standing(Files& files, const std::filesystem::path& data,
                            const Standing& standing) {
    const json document = {{"process", standing.process},
                           {"started", standing.started},
                           {"last_report", standing.last_report},
                           {"last_exchange", standing.last_exchange},
                           {"failing_since", standing.failing_since},
                           {"error", standing.error}};
    return files.replace(data / kName, dump_json(document) + "\n", true);
}

Result<apply::RunLock> take_agent_lock(Files& files, const std::filesystem::path& data) {
    if (const auto made = files.create_folders(data, true); !made) return made.error();
    constexpr int kTries = 5; // ferry agent status holds it for a moment
    for (int tried = 1;; ++tried) {
        auto lock = apply::RunLock::take(data / kLockName);
        if (lock || lock.error().code != Code::Conflict) return lock;
        if (tried == kTries) return runs_already(files, data);
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

bool agent_runs(const ReadOnlyFiles& files, const std::filesystem::path& data) {
    const auto file = data / kLockName;
    if (!files.exists(file)) return false;
    const auto lock = apply::RunLock::take(file);
    return !lock && lock.error().code == Code::Conflict;
}

} // namespace ferry::agent
