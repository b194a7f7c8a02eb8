// The rules of repeating.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/retry.hpp"

#include "core/vault/hash.hpp"

#include <charconv>

namespace ferry::sync {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstPause{400};
constexpr milliseconds kLongestWished{60'000}; // that a server may ask for; else the person is told

/// In seconds; a date is not understood and counts as none.
std::optional<milliseconds> wished_pause(const HttpAnswer& answer) {
    const auto field = answer.headers.find("retry-after");
    if (field == answer.headers.end()) return std::nullopt;
    const auto& text = field->second;
    int seconds = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (read.ec != std::errc() || seconds < 0) return std::nullopt;
    return milliseconds(std::chrono::seconds(seconds));
}

bool is_worth_retrying(const Call& call, const Result<HttpAnswer>& last) {
    if (!last) {
        const auto code = last.error().code;
        return is_repeatable(call) && (code == Code::Network || code == Code::TimedOut);
    }
    if (last->status == 429) return true; // nothing was done
    return is_repeatable(call) && (last->status == 408 || last->status == 502 ||
                                   last->status == 503 || last->status == 504);
}

} // namespace

double random_share() {
    const auto bytes = vault::random_bytes(2);
    const auto value =
        static_cast<unsigned char>(bytes[0]) * 256 + static_cast<unsigned char>(bytes[1]);
    return value / 65536.0;
}

bool is_repeatable(const Call& call) {
    return call.method != "POST" || !call.idempotency_key.empty();
}

std::optional<milliseconds> pause_before_retry(const Call& call, const Result<HttpAnswer>& last,
                                               int tried, double random) {
    if (tried >= kMostTries || !is_worth_retrying(call, last)) return std::nullopt;
    const auto doubled = kFirstPause * (1 << (tried - 1));
    const auto spread = milliseconds(
        static_cast<std::int64_t>(static_cast<double>(doubled.count()) * (0.5 + random)));
    const auto wished = last ? wished_pause(*last) : std::nullopt;
    if (!wished) return spread;
    if (*wished > kLongestWished) return std::nullopt;
    return *wished + spread / 4; // not all at the same moment
}

} // namespace ferry::sync
