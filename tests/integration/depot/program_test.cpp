// What Ferry places itself, run afterwards as a person would run it.
// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/support/tool.hpp"
#include "tests/support/depot_home.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {
namespace {

TEST(DepotProgram, OfAnAppImageRuns) {
    DepotHome home;
    const std::string content = "#!/bin/sh\necho it runs\n";
    const auto offer = offer_of("E.AppImage", "appimage", "linux", content);

    ASSERT_EQ(home.install(offer, content).result, ResultClass::Ok);
    EXPECT_EQ(run_tool({home.folder.utf8("Applications/example-editor.AppImage")}), "it runs\n");
}

TEST(DepotProgram, OfAnArchiveMadeByTarAndZipRuns) {
    for (const std::string name : {"e.tar.gz", "e.tar.xz", "e.zip"}) {
        DepotHome home;
        const auto from = home.folder.path() / "made";
        write_file(from / "editor-1.2/bin/edit", "#!/bin/sh\necho it runs\n");
        std::filesystem::permissions(from / "editor-1.2/bin/edit", std::filesystem::perms(0755));
        std::filesystem::create_symlink("edit", from / "editor-1.2/bin/ed");
        const auto file = (home.folder.path() / name).string();
        if (name.ends_with(".zip"))
            run_tool({"env", "-C", from.string(), "zip", "-qry", file, "editor-1.2"});
        else
            run_tool({"tar", "-C", from.string(), "-caf", file, "editor-1.2"});
        const auto content = read_file(file);

        const auto outcome = home.install(offer_of(name, "archive", "linux", content), content);

        ASSERT_EQ(outcome.result, ResultClass::Ok) << name << ": " << outcome.message;
        EXPECT_EQ(run_tool({home.folder.utf8(".local/bin/edit")}), "it runs\n");
        EXPECT_EQ(run_tool({home.folder.utf8(".local/bin/ed")}), "it runs\n");
    }
}

} // namespace
} // namespace ferry::testing
