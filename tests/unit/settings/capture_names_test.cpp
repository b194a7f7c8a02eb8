// Capture of names and faults that not every file system can show.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/archive.hpp"
#include "core/settings/capture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace ferry::settings {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// One folder, "/home/x", of files and their contents; counts the lists of other folders.
class OneFolder final : public ReadOnlyFiles {
public:
    Result<std::string> read(const std::filesystem::path& path,
                             std::uint64_t limit) const override {
        if (unreadable) return Error{Code::Denied, to_utf8(path)};
        const auto content = contents.at(to_utf8(path.filename()));
        if (content.size() > limit) return Error{Code::BadData, to_utf8(path)};
        return content;
    }
    Result<std::vector<FileEntry>> list(const std::filesystem::path& folder) const override {
        std::vector<FileEntry> entries;
        if (folder.filename() != "x") return Error{Code::Denied, to_utf8(folder)};
        for (const auto& [name, content] : contents)
            entries.push_back({name, FileKind::File});
        for (const auto& [name, kind] : others)
            entries.push_back({name, kind});
        return entries;
    }
    Result<FileInfo> info(const std::filesystem::path& path) const override {
        FileInfo info;
        info.kind = path.filename() == "x" ? FileKind::Folder : FileKind::File;
        info.bytes = told_bytes;
        return info;
    }

    std::map<std::string, std::string> contents;
    std::map<std::string, FileKind> others;
    std::uint64_t told_bytes = 1;
    bool unreadable = false;
};

Result<Capture> captured(const OneFolder& files, const CaptureOptions& options = {},
                         std::vector<std::string> never = {}) {
    identity::SettingsRule rule;
    rule.name = "r";
    rule.paths["linux"] = "{home}/x";
    rule.never = std::move(never);
    return capture({rule}, customary_places("linux", "/home"), files, options);
}

TEST(CaptureNames, LeaveOutWhatCannotTravel) {
    OneFolder files;
    files.contents = {{"good", "1"}, {"a:b", "2"}, {"con.txt", "3"}, {"dot.", "4"}, {"\xFF", "5"}};

    const auto taken = captured(files);

    ASSERT_TRUE(taken.ok());
    EXPECT_THAT(taken->files, ElementsAre(SettingsFile{"r", "good", "1"}));
    ASSERT_EQ(taken->flagged.size(), 4u);
    EXPECT_EQ(taken->flagged[0].path, "?");
    EXPECT_THAT(taken->flagged[1].what, HasSubstr("colon"));
    EXPECT_THAT(taken->flagged[2].what, HasSubstr("devices"));
    EXPECT_THAT(taken->flagged[3].what, HasSubstr("dot or space"));
}

TEST(CaptureNames, LeaveOutTheSecondOfTwoThatDifferInCase) {
    OneFolder files;
    files.contents = {{"Config", "1"}, {"config", "2"}};

    const auto taken = captured(files);

    EXPECT_THAT(taken->files, ElementsAre(SettingsFile{"r", "Config", "1"}));
    ASSERT_EQ(taken->flagged.size(), 1u);
    EXPECT_THAT(taken->flagged[0].what, HasSubstr("the same file as \"Config\""));
    EXPECT_TRUE(pack(taken->files).ok());
}

TEST(CaptureNames, HoldEvenWhenSecretsAreAskedFor) {
    OneFolder files;
    files.contents = {{"a\nb", "1"}};
    CaptureOptions options;
    options.with_secrets = true;

    EXPECT_THAT(captured(files, options)->files, IsEmpty());
    EXPECT_EQ(captured(files, options)->flagged.size(), 1u);
}

TEST(CaptureNames, PassSocketsAndDevicesOver) {
    OneFolder files;
    files.contents = {{"good", "1"}};
    files.others = {{"socket", FileKind::Other}};

    EXPECT_EQ(captured(files)->files.size(), 1u);
}

TEST(CaptureNames, SpareTheWalkThroughFoldersThatNeverNames) {
    OneFolder files;
    files.contents = {{"good", "1"}};
    files.others = {{"cache", FileKind::Folder}};

    EXPECT_EQ(captured(files).error().code, Code::Denied);
    EXPECT_TRUE(captured(files, {}, {"cache/*"}).ok());
}

TEST(CaptureNames, SayThatAFileMayNotBeRead) {
    OneFolder files;
    files.contents = {{"good", "1"}};
    files.unreadable = true;

    EXPECT_EQ(captured(files).error().code, Code::Denied);
}

TEST(CaptureNames, HoldTheLimitWhenAFileGrowsMeanwhile) {
    OneFolder files;
    files.contents = {{"a", std::string(50, 'a')}, {"b", std::string(60, 'b')}};
    CaptureOptions options;
    options.max_bytes = 100;

    EXPECT_EQ(captured(files, options).error().code, Code::BadData);
    files.told_bytes = std::uint64_t{1} << 63; // two of them overflow
    options.max_bytes = 110;
    EXPECT_EQ(captured(files, options).error().code, Code::BadData);
}

} // namespace
} // namespace ferry::settings
