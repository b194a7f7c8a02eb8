// What ferry depot install says at the end.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/depot_words.hpp"

#include <gtest/gtest.h>

namespace ferry::testing {
namespace {

protocol::DepotManifest mytool() {
    protocol::DepotManifest manifest;
    manifest.software = "mytool";
    manifest.version = "1.2";
    return manifest;
}

} // namespace

TEST(DepotWords, SayWhatIsInstalledAndWhere) {
    EXPECT_EQ(cli::installed_words(mytool(), {{"mytool"}, ResultClass::Ok, "1.2", {}}),
              "mytool 1.2 is installed.");
    EXPECT_EQ(cli::installed_words(mytool(), {{"mytool"}, ResultClass::Ok, "1.2", "start: tool"}),
              "mytool 1.2 is installed. start: tool");
}

TEST(DepotWords, SayThatARestartIsNeeded) {
    EXPECT_EQ(cli::installed_words(mytool(), {{"mytool"}, ResultClass::NeedsReboot, "1.2", {}}),
              "mytool 1.2 is installed.\nA restart completes the installation.");
}

} // namespace ferry::testing
