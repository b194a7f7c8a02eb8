// Blobs on a real disk, also a full one.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/vault/signature.hpp"
#include "server/blobs/file_blobs.hpp"
#include "tests/support/failing_large_files.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {
namespace {

using namespace server;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

BlobKey key_of(const std::string& content, const std::string& account = "0a-1") {
    return {account, hex(vault::sha256(content))};
}

class Depot : public ::testing::Test {
protected:
    std::vector<std::string> names() {
        std::vector<std::string> all;
        const auto entries = files.list(folder.path() / "depot");
        if (!entries) return all;
        for (const auto& entry : *entries)
            all.push_back(entry.name);
        return all;
    }

    TemporaryFolder folder;
    RealFiles files;
    FailingLargeFiles large;
    FileBlobs blobs{folder.path() / "depot", files, large};
};

TEST_F(Depot, KeepsAFileThatCameInPieces) {
    const auto key = key_of("abcdef");

    ASSERT_TRUE(blobs.append(key, 0, "abc").ok());
    EXPECT_FALSE(blobs.state(key)->complete);
    ASSERT_TRUE(blobs.append(key, 3, "def").ok());
    ASSERT_TRUE(blobs.complete(key).ok());

    EXPECT_TRUE(blobs.state(key)->complete);
    EXPECT_EQ(*blobs.read(key, 2, 3), "cde");
    EXPECT_EQ(*blobs.read(key, 4, 100), "ef");
}

TEST_F(Depot, TakesAPieceOnlyWhereTheFileEnds) {
    const auto key = key_of("abcdef");
    ASSERT_TRUE(blobs.append(key, 0, "abc").ok());

    EXPECT_EQ(blobs.append(key, 0, "abc").error().code, Code::Conflict);
    EXPECT_EQ(blobs.append(key, 4, "ef").error().code, Code::Conflict);
    EXPECT_EQ(blobs.state(key)->size, 3u);
}

TEST_F(Depot, TakesNothingForACompleteFile) {
    const auto key = key_of("abc");
    ASSERT_TRUE(blobs.append(key, 0, "abc").ok());
    ASSERT_TRUE(blobs.complete(key).ok());

    EXPECT_EQ(blobs.append(key, 3, "d").error().code, Code::Conflict);
    EXPECT_EQ(*blobs.read(key, 0, 10), "abc");
}

TEST_F(Depot, ThrowsAwayWhatHasAnotherHash) {
    const auto key = key_of("abc");
    ASSERT_TRUE(blobs.append(key, 0, "abX").ok());

    EXPECT_EQ(blobs.complete(key).error().code, Code::BadData);

    EXPECT_EQ(blobs.state(key)->size, 0u);
    EXPECT_THAT(names(), IsEmpty());
}

TEST_F(Depot, CannotBeReadBeforeItIsComplete) {
    const auto key = key_of("abc");
    ASSERT_TRUE(blobs.append(key, 0, "abc").ok());

    EXPECT_EQ(blobs.read(key, 0, 3).error().code, Code::NotFound);
}

TEST_F(Depot, GoesOnOnceADiskThatWasFullIsNot) {
    const auto key = key_of("abcdef");
    ASSERT_TRUE(blobs.append(key, 0, "abc").ok());

    large.full = true;
    EXPECT_EQ(blobs.append(key, 3, "def").error().code, Code::Io);
    EXPECT_EQ(blobs.state(key)->size, 3u);
    large.full = false;
    large.immovable = true;
    ASSERT_TRUE(blobs.append(key, 3, "def").ok());
    EXPECT_EQ(blobs.complete(key).error().code, Code::Io);
    EXPECT_FALSE(blobs.state(key)->complete);
    large.immovable = false;
    EXPECT_TRUE(blobs.complete(key).ok());
    EXPECT_EQ(*blobs.read(key, 0, 10), "abcdef");
}

TEST_F(Depot, KeepsAccountsApart) {
    const auto ann = key_of("abc", "a"), bob = key_of("abc", "b");
    ASSERT_TRUE(blobs.append(ann, 0, "abc").ok());
    ASSERT_TRUE(blobs.complete(ann).ok());

    EXPECT_EQ(blobs.state(bob)->size, 0u);
    EXPECT_EQ(blobs.read(bob, 0, 3).error().code, Code::NotFound);
}

TEST_F(Depot, ListsAndRemovesWholeAndUnfinishedFilesAndNoOthers) {
    const auto whole = key_of("abc", "a"), part = key_of("def", "b");
    EXPECT_THAT(*blobs.list(), IsEmpty());
    ASSERT_TRUE(blobs.append(whole, 0, "abc").ok());
    ASSERT_TRUE(blobs.complete(whole).ok());
    ASSERT_TRUE(blobs.append(part, 0, "d").ok());
    ASSERT_TRUE(files.replace(folder.path() / "depot" / "notes.txt", "").ok());

    EXPECT_THAT(*blobs.list(), ElementsAre(whole, part));
    EXPECT_TRUE(blobs.remove(whole).ok());
    EXPECT_TRUE(blobs.remove(part).ok());
    EXPECT_TRUE(blobs.remove(part).ok());

    EXPECT_THAT(names(), ElementsAre("notes.txt"));
}

TEST_F(Depot, RefusesAKeyThatLeadsElsewhere) {
    for (const auto& bad : {BlobKey{"a", "../../etc/passwd"}, BlobKey{"../a", std::string(64, 'a')},
                            BlobKey{"", std::string(64, 'a')}, BlobKey{"a", ""}}) {
        EXPECT_EQ(blobs.append(bad, 0, "x").error().code, Code::BadData);
        EXPECT_EQ(blobs.read(bad, 0, 1).error().code, Code::BadData);
        EXPECT_EQ(blobs.remove(bad).error().code, Code::BadData);
    }
    EXPECT_THAT(names(), IsEmpty());
}

} // namespace
} // namespace ferry::testing
