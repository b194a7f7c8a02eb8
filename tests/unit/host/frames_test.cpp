// What the host believes of a worker's rows.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/frames.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {
namespace {

using namespace host;
using ::testing::HasSubstr;

struct Row {
    std::string id = "git";
    std::string version = "1:2.39";
    std::uint8_t scope = 1;
    std::uint8_t reason = 1;
    std::uint8_t flags = 0;
};

std::string payload_of(const std::vector<Row>& rows) {
    Encoder encoder;
    for (const auto& row : rows) {
        for (const auto& text : {row.id, row.version, std::string("Git"), std::string("amd64"),
                                 std::string("main"), std::string(), std::string("tool")})
            encoder.text(text);
        encoder.u8(row.scope);
        encoder.u8(row.reason);
        encoder.u8(row.flags);
    }
    return encoder.take_frame(FrameType::Packages).substr(kFrameHead);
}

struct Kept {
    std::vector<Package> packages{};
    std::vector<Outcome> outcomes{};
    Sinks sinks{};

    Kept() {
        sinks.on_package = [this](Package package) { packages.push_back(std::move(package)); };
        sinks.on_outcome = [this](const Outcome& outcome) { outcomes.push_back(outcome); };
    }
};

TEST(Frames, GiveEveryPackageOfABatch) {
    Kept kept;

    const auto rows =
        deliver(FrameType::Packages, payload_of({{}, {"curl", "7", 2, 2, 7}}), kept.sinks);

    ASSERT_TRUE(rows.ok());
    EXPECT_EQ(*rows, 2u);
    EXPECT_EQ(kept.packages.at(0).id.text, "git");
    EXPECT_EQ(kept.packages.at(0).arch, "amd64");
    EXPECT_EQ(kept.packages.at(0).reason, Reason::Explicit);
    EXPECT_FALSE(kept.packages.at(0).held);
    EXPECT_EQ(kept.packages.at(1).scope, Scope::User);
    EXPECT_TRUE(kept.packages.at(1).held && kept.packages.at(1).broken && kept.packages.at(1).base);
}

TEST(Frames, RefuseABatchCutAtAnyByte) {
    const auto whole = payload_of({{}});
    for (std::size_t size = 1; size < whole.size(); ++size) {
        Kept kept;
        EXPECT_FALSE(deliver(FrameType::Packages, whole.substr(0, size), kept.sinks).ok()) << size;
    }
}

TEST(Frames, SurviveAnyByteBeingAnother) {
    const auto whole = payload_of({{}, {}});
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (const char other : {'\0', '\x7F', '\xFF'}) {
            auto bytes = whole;
            bytes[at] = other;
            Kept kept;
            const auto rows = deliver(FrameType::Packages, bytes, kept.sinks);
            EXPECT_TRUE(!rows || kept.packages.size() == *rows) << at;
        }
    }
}

TEST(Frames, RefuseAnIdThatNoInstallerWouldGive) {
    for (const auto& id :
         {std::string(), std::string(1025, 'x'), std::string("a\nb"), std::string("a\x1B[2J"),
          std::string("\xC3\x28"), std::string("a\0b", 3)}) {
        Kept kept;
        const auto rows = deliver(FrameType::Packages, payload_of({{id}}), kept.sinks);
        ASSERT_FALSE(rows.ok()) << id;
        EXPECT_EQ(rows.error().code, Code::BadData);
        EXPECT_EQ(rows.error().message.find_first_of("\n\x1B"), std::string::npos);
    }
}

TEST(Frames, RefuseAVersionThatIsNoCleanText) {
    Kept kept;

    const auto rows = deliver(FrameType::Packages, payload_of({{"git", "1\n2"}}), kept.sinks);

    ASSERT_FALSE(rows.ok());
    EXPECT_THAT(rows.error().message, HasSubstr("git"));
}

TEST(Frames, TakeAnUnknownNumberForUnknown) {
    Kept kept;

    ASSERT_TRUE(
        deliver(FrameType::Packages, payload_of({{"git", "1", 9, 255, 0}}), kept.sinks).ok());

    EXPECT_EQ(kept.packages.at(0).scope, Scope::Unknown);
    EXPECT_EQ(kept.packages.at(0).reason, Reason::Unknown);
}

TEST(Frames, TakeAnUnknownResultForAFailureAndMakeItsWordsPrintable) {
    Encoder encoder;
    encoder.text("git");
    encoder.u8(255);
    encoder.text("");
    encoder.text("oh\x1B[2J no");
    Kept kept;

    ASSERT_TRUE(deliver(FrameType::Outcome,
                        encoder.take_frame(FrameType::Outcome).substr(kFrameHead), kept.sinks)
                    .ok());

    EXPECT_EQ(kept.outcomes.at(0).result, ResultClass::Failed);
    EXPECT_EQ(kept.outcomes.at(0).message, "oh?[2J no");
}

TEST(Frames, RefuseRowsThatNobodyAskedFor) {
    EXPECT_FALSE(deliver(FrameType::Packages, payload_of({{}}), Sinks{}).ok());
    EXPECT_FALSE(deliver(FrameType::Offer, "", Sinks{}).ok());
    EXPECT_FALSE(deliver(FrameType::Start, "", Sinks{}).ok());
    EXPECT_FALSE(deliver(static_cast<FrameType>(99), "", Sinks{}).ok());
}

} // namespace
} // namespace ferry::testing
