// Restoring is all or nothing, and undo gives every byte back.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/restore.hpp"
#include "tests/support/failing_files.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace ferry::settings {
namespace {

using testing::FailingFiles;
using ::testing::HasSubstr;

const SoftwareId kEditor{"editor"};
using Tree = std::map<std::string, std::string>;

class Restoring : public ::testing::Test {
protected:
    Restoring() { put("old.ini", std::string("font=1\r\n\0x", 10)); }

    void put(const std::string& name, const std::string& content) {
        ASSERT_TRUE(disk_.create_folders(home()));
        ASSERT_TRUE(disk_.replace(home() / name, content));
    }
    Placement placement() const {
        return {{{{"r", "old.ini", "font=2\n"}, home() / "old.ini"},
                 {{"r", "new.ini", "new"}, home() / "deep/new.ini"},
                 {{"r", "more.ini", "more"}, home() / "more.ini"}},
                {}};
    }
    Tree tree() const {
        Tree files;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(home())) {
            if (entry.is_regular_file())
                files[entry.path().lexically_relative(home()).generic_string()] =
                    *disk_.read(entry.path());
        }
        return files;
    }
    std::filesystem::path home() const { return folder_.path() / "home"; }
    Restorer restorer(Files& files) { return {files, clock_, folder_.path() / "undo"}; }

    testing::TemporaryFolder folder_;
    testing::FixedClock clock_;
    mutable RealFiles disk_;
};

TEST_F(Restoring, WritesWhatDiffersAndUndoGivesItBack) {
    const auto before = tree();
    auto restorer = this->restorer(disk_);

    const auto restored = restorer.restore(kEditor, placement());
    const auto after = tree();
    const auto undone = restorer.undo(kEditor, false);

    ASSERT_TRUE(restored) << restored.error().message;
    EXPECT_EQ(restored->written, 3u);
    EXPECT_EQ(after,
              (Tree{{"old.ini", "font=2\n"}, {"deep/new.ini", "new"}, {"more.ini", "more"}}));
    ASSERT_TRUE(undone) << undone.error().message;
    EXPECT_EQ(undone->restored, clock_.now());
    EXPECT_EQ(tree(), before);
    EXPECT_EQ(restorer.undo(kEditor, false).error().code, Code::NotFound);
}

TEST_F(Restoring, LeavesNoSnapshotWhereNothingDiffers) {
    auto restorer = this->restorer(disk_);
    ASSERT_TRUE(restorer.restore(kEditor, placement()));

    const auto again = restorer.restore(kEditor, placement());

    EXPECT_EQ(again->written, 0u);
    EXPECT_EQ(again->same, 3u);
    EXPECT_EQ(restorer.snapshots(kEditor)->size(), 1u);
}

TEST_F(Restoring, UndoGoesBackStepByStep) {
    auto restorer = this->restorer(disk_);
    const auto before = tree();
    ASSERT_TRUE(restorer.restore(kEditor, placement()));
    clock_.advance(1000);
    auto second = placement();
    second.files[0].file.content = "font=3\n";
    ASSERT_TRUE(restorer.restore(kEditor, second));

    ASSERT_TRUE(restorer.undo(kEditor, false));
    EXPECT_EQ(tree()["old.ini"], "font=2\n");
    ASSERT_TRUE(restorer.undo(kEditor, false));
    EXPECT_EQ(tree(), before);
}

TEST_F(Restoring, UndoDoesNotOverwriteLaterEditsUnasked) {
    auto restorer = this->restorer(disk_);
    ASSERT_TRUE(restorer.restore(kEditor, placement()));
    put("more.ini", "edited");

    const auto refused = restorer.undo(kEditor, false);

    EXPECT_EQ(refused.error().code, Code::Conflict);
    EXPECT_THAT(refused.error().message, HasSubstr("more.ini was changed since"));
    EXPECT_EQ(tree()["more.ini"], "edited");
    EXPECT_TRUE(restorer.undo(kEditor, true));
    EXPECT_EQ(tree().count("more.ini"), 0u);
}

TEST_F(Restoring, FullDiskLeavesWhatWasThere) {
    const auto before = tree();
    for (int at = 1;; ++at) {
        FailingFiles files(at, FailingFiles::Fault::Once);
        const auto restored = restorer(files).restore(kEditor, placement());
        if (!files.reached()) break;
        auto calm = restorer(disk_);
        ASSERT_TRUE(calm.recover());
        if (restored) {
            ASSERT_TRUE(calm.undo(kEditor, true));
        }
        ASSERT_EQ(tree(), before) << "at change " << at;
    }
}

TEST_F(Restoring, CrashAtAnyChangeIsRolledBackAndASecondRunFinishes) {
    const auto before = tree();
    int at = 1;
    for (;; ++at) {
        FailingFiles files(at, FailingFiles::Fault::ForGood);
        (void)restorer(files).restore(kEditor, placement());
        if (!files.reached()) break;
        auto next = restorer(disk_);
        ASSERT_TRUE(next.recover()) << "at change " << at;
        ASSERT_EQ(tree(), before) << "at change " << at;
        ASSERT_TRUE(next.restore(kEditor, placement()));
        ASSERT_EQ(tree().size(), 3u);
        ASSERT_TRUE(next.undo(kEditor, false));
        ASSERT_EQ(tree(), before) << "at change " << at;
    }
    EXPECT_GT(at, 8);
}

TEST_F(Restoring, CrashWithinUndoIsFinishedByTheNextRun) {
    const auto before = tree();
    for (int at = 1;; ++at) {
        ASSERT_TRUE(restorer(disk_).restore(kEditor, placement()));
        FailingFiles files(at, FailingFiles::Fault::ForGood);
        const auto undone = restorer(files).undo(kEditor, false);
        const bool reached = files.reached();
        auto next = restorer(disk_);
        ASSERT_TRUE(next.recover());
        if (at == 1 && !undone) { // not even begun
            ASSERT_TRUE(next.undo(kEditor, false));
        }
        ASSERT_EQ(tree(), before) << "at change " << at;
        if (!reached) break;
    }
}

TEST_F(Restoring, RemovesWhatACutOffWriteLeftBeside) {
    const auto before = tree();
    FailingFiles files(5, FailingFiles::Fault::ForGood);
    (void)restorer(files).restore(kEditor, placement());
    put("old.ini.new-Ab3xYz", "half");
    put("old.ini.newer", "a person's");

    ASSERT_TRUE(restorer(disk_).recover());

    auto expected = before;
    expected["old.ini.newer"] = "a person's";
    EXPECT_EQ(tree(), expected);
}

TEST_F(Restoring, KeepsTwentySnapshots) {
    auto restorer = this->restorer(disk_);
    for (std::size_t i = 0; i < kMostSnapshots + 5; ++i) {
        clock_.advance(1);
        auto next = placement();
        next.files[0].file.content = std::to_string(i);
        ASSERT_TRUE(restorer.restore(kEditor, next));
    }

    EXPECT_EQ(restorer.snapshots(kEditor)->size(), kMostSnapshots);
}

} // namespace
} // namespace ferry::settings
