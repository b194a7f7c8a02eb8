// Frames between host and worker: what goes in comes out, and a cut one is refused.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/wire.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {
namespace {

using namespace host;
using ::testing::ElementsAre;

template <typename Message>
std::string payload_of(const Message& message) {
    Encoder encoder;
    encode(encoder, message);
    return encoder.take_frame(FrameType::Call).substr(kFrameHead);
}

const StartMessage kStart{
    "/plugins/libferry_apt.so",  "apt", "/", "/home/ana", {"pc", "linux", "12", "debian", "x86_64"},
    {"APT_CONFIG", "http_proxy"}};
const CallMessage kCall{Function::Remove, {"git", "", "libc6:amd64"}};

TEST(Wire, HeadsAFrameWithLengthAndType) {
    Encoder encoder;
    encoder.text("abc");

    EXPECT_EQ(encoder.take_frame(FrameType::Log), std::string("\7\0\0\0\x12\3\0\0\0abc", 12));
    EXPECT_EQ(encoder.size(), 0u);
}

TEST(Wire, GivesNumbersAndTextsBack) {
    Encoder encoder;
    encoder.u8(200);
    encoder.u32(0xDEADBEEF);
    encoder.u64(0x0123456789ABCDEF);
    encoder.text(std::string("a\0b", 3));
    const auto frame = encoder.take_frame(FrameType::Log);

    Decoder from(std::string_view(frame).substr(kFrameHead));

    EXPECT_EQ(from.u8(), 200);
    EXPECT_EQ(from.u32(), 0xDEADBEEF);
    EXPECT_EQ(from.u64(), 0x0123456789ABCDEFu);
    EXPECT_EQ(from.text(), std::string_view("a\0b", 3));
    EXPECT_TRUE(from.ok() && from.at_end());
}

TEST(Wire, GivesMessagesBack) {
    const auto start = decode_start(payload_of(kStart));
    const auto call = decode_call(payload_of(kCall));

    ASSERT_TRUE(start.ok() && call.ok());
    EXPECT_EQ(start->library, kStart.library);
    EXPECT_EQ(start->device, kStart.device);
    EXPECT_THAT(start->environment, ElementsAre("APT_CONFIG", "http_proxy"));
    EXPECT_EQ(call->function, Function::Remove);
    EXPECT_THAT(call->ids, ElementsAre("git", "", "libc6:amd64"));
}

TEST(Wire, RefusesAMessageCutAtAnyByte) {
    const auto start = payload_of(kStart);
    const auto call = payload_of(kCall);

    for (std::size_t size = 0; size < start.size(); ++size)
        EXPECT_FALSE(decode_start(std::string_view(start).substr(0, size)).ok()) << size;
    for (std::size_t size = 0; size < call.size(); ++size)
        EXPECT_FALSE(decode_call(std::string_view(call).substr(0, size)).ok()) << size;
}

TEST(Wire, RefusesBytesBehindAMessage) {
    EXPECT_FALSE(decode_start(payload_of(kStart) + "x").ok());
    EXPECT_FALSE(decode_call(payload_of(kCall) + "x").ok());
}

TEST(Wire, DoesNotBelieveALengthThatIsNotThere) {
    const std::string huge = "\xFF\xFF\xFF\xFFshort";
    Decoder from(huge);

    EXPECT_EQ(from.text(), "");
    EXPECT_FALSE(from.ok());
    EXPECT_FALSE(decode_call("\1\xFF\xFF\xFF\xFF").ok());
}

TEST(Wire, RefusesAnUnknownFunction) {
    EXPECT_FALSE(decode_call(std::string("\x63\0\0\0\0", 5)).ok());
}

} // namespace
} // namespace ferry::testing
