// The module that speaks over the network: loaded at the first request, and what if it cannot be.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/load_network.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::sync {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

const ServerAddress kNobody{false, "127.0.0.1", 1};

// First: what is loaded stays loaded.
TEST(LoadNetwork, SaysWhatIsMissingAndWhatToDo) {
    const auto make = transport_from("/nowhere/ferry-network.so");

    const auto answer = make({false, "127.0.0.1", 1}, {})->send({"GET", "/healthz"});

    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, Code::Io);
    EXPECT_THAT(answer.error().message,
                AllOf(HasSubstr("/nowhere/ferry-network.so"), HasSubstr("install Ferry again")));
}

TEST(LoadNetwork, GivesATransportThatSpeaksWithServers) {
    const auto make = transport_from(FERRY_BUILD_DIR "/lib/ferry/ferry-network.so");

    const auto answer = make(kNobody, {})->send({"GET", "/healthz"});

    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, Code::Network) << answer.error().message;
    EXPECT_THAT(answer.error().message, HasSubstr("127.0.0.1:1"));
}

} // namespace
} // namespace ferry::sync
