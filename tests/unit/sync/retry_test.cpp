// When a request is repeated, and after which pause.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/retry.hpp"

#include <gtest/gtest.h>

namespace ferry::sync {
namespace {

using std::chrono::milliseconds;

const Call kRead{"GET", "/"};
const Call kLogin{"POST", "/v1/login"};

Call delta() {
    Call call{"POST", "/deltas"};
    call.idempotency_key = "key";
    return call;
}

Result<HttpAnswer> status(int status) {
    return HttpAnswer{status};
}

Result<HttpAnswer> asking_for(const std::string& seconds) {
    return HttpAnswer{503, {{"retry-after", seconds}}};
}

TEST(Retry, RepeatsWhatIsHarmlessToRepeat) {
    EXPECT_TRUE(is_repeatable(kRead));
    EXPECT_TRUE(is_repeatable(delta()));
    EXPECT_TRUE(is_repeatable({"PUT", "/"}));
    EXPECT_TRUE(is_repeatable({"DELETE", "/"}));
    EXPECT_FALSE(is_repeatable(kLogin));
}

TEST(Retry, RepeatsAfterALostConnectionButNeverALogin) {
    for (const auto code : {Code::Network, Code::TimedOut}) {
        EXPECT_TRUE(pause_before_retry(kRead, Error{code, ""}, 1, 0));
        EXPECT_TRUE(pause_before_retry(delta(), Error{code, ""}, 1, 0));
        EXPECT_FALSE(pause_before_retry(kLogin, Error{code, ""}, 1, 0));
    }
}

TEST(Retry, DoesNotRepeatWhatWillNotChange) {
    for (const int final : {200, 201, 304, 400, 401, 403, 404, 409, 410, 413, 422, 500})
        EXPECT_FALSE(pause_before_retry(kRead, status(final), 1, 0)) << final;
    EXPECT_FALSE(pause_before_retry(kRead, Error{Code::Denied, ""}, 1, 0));
    EXPECT_FALSE(pause_before_retry(kRead, Error{Code::BadData, ""}, 1, 0));
}

TEST(Retry, RepeatsWhatTheServerHadNoTimeFor) {
    for (const int busy : {408, 429, 502, 503, 504})
        EXPECT_TRUE(pause_before_retry(kRead, status(busy), 1, 0)) << busy;
    EXPECT_TRUE(pause_before_retry(kLogin, status(429), 1, 0)) << "nothing was done";
    EXPECT_FALSE(pause_before_retry(kLogin, status(503), 1, 0)) << "perhaps it was done";
}

TEST(Retry, GivesUpInTheEnd) {
    EXPECT_TRUE(pause_before_retry(kRead, status(503), kMostTries - 1, 0));
    EXPECT_FALSE(pause_before_retry(kRead, status(503), kMostTries, 0));
}

TEST(Retry, WaitsLongerEachTimeAndNotAllAtOnce) {
    const auto first = *pause_before_retry(kRead, status(503), 1, 0.5);
    const auto second = *pause_before_retry(kRead, status(503), 2, 0.5);

    EXPECT_EQ(second, first * 2);
    EXPECT_LT(*pause_before_retry(kRead, status(503), 1, 0), first);
    EXPECT_GT(*pause_before_retry(kRead, status(503), 1, 0.99), first);
}

TEST(Retry, WaitsAsLongAsTheServerAsks) {
    const auto pause = pause_before_retry(kRead, asking_for("7"), 1, 0.5);

    ASSERT_TRUE(pause);
    EXPECT_GE(*pause, milliseconds(7000));
    EXPECT_LT(*pause, milliseconds(8000));
}

TEST(Retry, TellsThePersonRatherThanWaitingForHours) {
    EXPECT_FALSE(pause_before_retry(kRead, asking_for("3600"), 1, 0));
}

TEST(Retry, TakesAPauseOfItsOwnWhereTheServersIsNoNumber) {
    for (const auto* odd : {"Wed, 21 Oct 2026 07:28:00 GMT", "-5", "soon", "99999999999999"})
        EXPECT_LT(*pause_before_retry(kRead, asking_for(odd), 1, 0), milliseconds(1000)) << odd;
}

} // namespace
} // namespace ferry::sync
