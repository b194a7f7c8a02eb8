// The lines that apt writes for programs.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/status_fd.hpp"
#include "plugins/kit/words.hpp"
#include "tests/support/fixture.hpp"

#include <gtest/gtest.h>

namespace ferry::apt {
namespace {

TEST(AptStatusLines, AreAllUnderstoodInARealRun) {
    for (const auto* file : {"install", "upgrade", "remove", "postinst_fails"}) {
        const auto text = testing::fixture(std::string("apt/") + file + ".status");
        ASSERT_FALSE(text.empty()) << file;
        for (const auto line : kit::lines_of(text))
            EXPECT_TRUE(parse_status_line(line)) << line;
    }
}

TEST(AptStatusLines, GiveKindSubjectPermilleAndText) {
    const auto line = parse_status_line("pmstatus:ex-app:23.0769:Unpacking ex-app (amd64): 3:4");

    ASSERT_TRUE(line);
    EXPECT_EQ(line->kind, StatusKind::Package);
    EXPECT_EQ(line->subject, "ex-app");
    EXPECT_EQ(line->permille, 230u);
    EXPECT_EQ(line->text, "Unpacking ex-app (amd64): 3:4");
}

TEST(AptStatusLines, MayNameAnArchitecture) {
    const auto line = parse_status_line("pmstatus:ex-ma:arm64:50:Unpacking");

    ASSERT_TRUE(line);
    EXPECT_EQ(line->subject, "ex-ma");
    EXPECT_EQ(line->permille, 500u);
}

TEST(AptStatusLines, KnowAMediumAsAQuestion) {
    EXPECT_EQ(parse_status_line("media-change:Disc 2:/media/cdrom")->kind, StatusKind::Medium);
}

TEST(AptStatusLines, AreNothingElse) {
    for (const auto* line : {"", "pmstatus", "pmstatus:", "pmstatus:a:b", "pmstatus:a:101:x",
                             "pmstatus:a:99999999999999999999:x", "pmstatus:a:1.:x",
                             "pmstatus:a:-1:x", "other:a:1.0:x", "dlstatus:1:nan:x"})
        EXPECT_FALSE(parse_status_line(line)) << line;
}

TEST(AptStatusLines, NameThePackageOfAnErrorAlsoByItsFile) {
    EXPECT_EQ(package_of("ex-app"), "ex-app");
    EXPECT_EQ(package_of("/var/cache/apt/archives/ex-app_1%3a2_amd64.deb"), "ex-app");
    EXPECT_EQ(package_of("/odd/"), "");
}

} // namespace
} // namespace ferry::apt
