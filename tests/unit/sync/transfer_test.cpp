// Pieces of a file up and down: where they go on, and when they end.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/sync/transfer.hpp"
#include "core/vault/signature.hpp"
#include "tests/support/failing_large_files.hpp"
#include "tests/unit/sync/sync_world.hpp"

#include <gmock/gmock.h>

namespace ferry::sync {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string kContent = "0123456789";

class TransferTest : public SyncWorld {
protected:
    void SetUp() override {
        SyncWorld::SetUp();
        path = device.folder() / "setup.exe";
        ASSERT_TRUE(large.write_at(path, 0, kContent));
        link = std::make_unique<Link>(std::move(*make_link(parts)));
    }
    Transfer transfer() { return {parts, large, *link->server, progress}; }
    void says(std::uint64_t offset, bool complete = false) {
        server.answer(200, protocol::encode(protocol::UploadState{offset, complete}));
    }
    void gives(const std::string& bytes) { server.answer(206, bytes); }
    std::vector<std::string> questions() const {
        auto all = server.questions();
        for (auto& one : all)
            if (const auto hash = one.find(wish.sha256); hash != std::string::npos)
                one.replace(hash, wish.sha256.size(), "HASH");
        return all;
    }

    ferry::testing::FailingLargeFiles large;
    Parts parts = device.parts();
    std::unique_ptr<Link> link;
    std::filesystem::path path;
    protocol::UploadRequest wish{hex(vault::sha256(kContent)), kContent.size()};
    std::vector<std::uint64_t> told;
    TransferProgress progress = [this](std::uint64_t done, std::uint64_t) { told.push_back(done); };
};

TEST_F(TransferTest, SendsOnlyWhatTheServerDoesNotHave) {
    says(4);
    says(10, true);

    ASSERT_TRUE(upload(transfer(), path, wish));

    EXPECT_THAT(questions(),
                ElementsAre("POST /v1/depot/uploads", "PUT /v1/depot/uploads/HASH?offset=4"));
    EXPECT_EQ(server.asked[1].body, "456789");
    EXPECT_THAT(told, ElementsAre(4, 10));
}

TEST_F(TransferTest, SendsNothingThatTheServerHas) {
    says(10, true);

    ASSERT_TRUE(upload(transfer(), path, wish));

    EXPECT_EQ(server.asked.size(), 1u);
}

TEST_F(TransferTest, AsksAgainWhereTheServerHasAnotherPart) {
    says(0);
    server.refuse(409, "other-offset");
    says(7);
    says(10, true);

    ASSERT_TRUE(upload(transfer(), path, wish));

    EXPECT_EQ(questions()[3], "PUT /v1/depot/uploads/HASH?offset=7");
}

TEST_F(TransferTest, GoesOnWhenTheAnswerToAPieceWasLost) {
    says(0);
    server.fail(Code::Network); // the piece had arrived
    server.refuse(409, "other-offset");
    says(10, true);

    EXPECT_TRUE(upload(transfer(), path, wish));
}

TEST_F(TransferTest, GoesOnWhileAnotherDeviceSendsTheSameFile) {
    says(0);
    for (std::uint64_t other = 1; other < 9; ++other) {
        server.refuse(409, "other-offset");
        says(other);
    }
    says(10, true);

    EXPECT_TRUE(upload(transfer(), path, wish));
}

TEST_F(TransferTest, EndsWhereTheServerRefusesTheFile) {
    says(0);
    server.refuse(422, "bad-upload", "it arrived damaged");

    const auto sent = upload(transfer(), path, wish);

    ASSERT_FALSE(sent);
    EXPECT_THAT(sent.error().message, HasSubstr("it arrived damaged"));
    EXPECT_EQ(server.asked.size(), 2u);
}

TEST_F(TransferTest, EndsWhereTheDiskOfTheServerIsFull) {
    says(0);
    server.refuse(507, "no-space", "its disk is full");

    const auto sent = upload(transfer(), path, wish);

    ASSERT_FALSE(sent);
    EXPECT_THAT(sent.error().message, HasSubstr("its disk is full"));
}

TEST_F(TransferTest, TellsThatTheFileBecameShorterMeanwhile) {
    wish.size = 20;
    says(10);

    EXPECT_EQ(upload(transfer(), path, wish).error().code, Code::Io);
}

TEST_F(TransferTest, StopsBetweenPieces) {
    says(0);
    parts.wait = [](milliseconds) { return false; };

    EXPECT_EQ(upload(transfer(), path, wish).error().code, Code::Cancelled);
    EXPECT_EQ(server.asked.size(), 1u);
}

TEST_F(TransferTest, FetchesOnlyWhatIsNotHere) {
    const auto part = device.folder() / "x.part";
    ASSERT_TRUE(large.write_at(part, 0, "0123"));
    gives("45"); // less than was asked for
    gives("6789");

    ASSERT_TRUE(download(transfer(), part, wish));

    EXPECT_EQ(server.asked[0].header("Range"), "bytes=4-9");
    EXPECT_EQ(server.asked[1].header("Range"), "bytes=6-9");
    EXPECT_EQ(*RealFiles().read(part), kContent);
    EXPECT_THAT(told, ElementsAre(4, 6, 10));
}

TEST_F(TransferTest, FetchesAnewWhatIsLongerThanItShouldBe) {
    const auto part = device.folder() / "x.part";
    ASSERT_TRUE(large.write_at(part, 0, "something else entirely"));
    gives(kContent);

    ASSERT_TRUE(download(transfer(), part, wish));

    EXPECT_EQ(*RealFiles().read(part), kContent);
}

TEST_F(TransferTest, ThrowsAwayAPartThatWasNotTheBeginning) {
    const auto part = device.folder() / "x.part";
    ASSERT_TRUE(large.write_at(part, 0, "XXXX"));
    gives("456789");

    EXPECT_EQ(download(transfer(), part, wish).error().code, Code::Denied);
    EXPECT_FALSE(RealFiles().exists(part));
}

TEST_F(TransferTest, KeepsItsPartWhenTheDiskIsFullOrTheLineIsCut) {
    const auto part = device.folder() / "x.part";
    ASSERT_TRUE(large.write_at(part, 0, "0123"));
    gives("456789");
    large.full = true;
    EXPECT_EQ(download(transfer(), part, wish).error().code, Code::Io);
    large.full = false;
    EXPECT_EQ(download(transfer(), part, wish).error().code, Code::Network);

    EXPECT_EQ(*RealFiles().read(part), "0123");
}

TEST(NextPiece, GrowsOnAFastLineAndShrinksOnASlowOne) {
    EXPECT_EQ(next_piece(kFirstPiece, milliseconds(10)), kFirstPiece * 2);
    EXPECT_EQ(next_piece(kFirstPiece, milliseconds(2000)), kFirstPiece);
    EXPECT_EQ(next_piece(kFirstPiece, milliseconds(9000)), kFirstPiece / 2);
    EXPECT_EQ(next_piece(protocol::kLargestPiece, milliseconds(1)), protocol::kLargestPiece);
    EXPECT_EQ(next_piece(64u << 10, milliseconds(9000)), 64u << 10);
}

} // namespace
} // namespace ferry::sync
