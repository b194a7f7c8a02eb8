// A .deb of the depot, through the real apt-get and the real dpkg.
// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/apt/apt_root.hpp"
#include "tests/integration/depot/runner_without.hpp"
#include "tests/support/depot_home.hpp"

#include <gmock/gmock.h>

namespace ferry::testing {
namespace {

using ::testing::HasSubstr;

class DepotDeb : public AptRoot {
protected:
    /// Builds it, and gives it to Ferry as a file of the depot; `more` is added to the file later.
    Outcome install_file(const Deb& deb, const std::string& more = {}) {
        const auto pool = home.folder.path() / "pool";
        std::filesystem::create_directories(pool);
        build_deb(deb, pool, home.folder.path() / "scratch");
        const auto name = deb.name + "_" + deb.version + "_all.deb";
        const auto content = read_file(pool / name);
        auto offer = offer_of(name, "deb", "linux", content);
        offer.version = deb.version;
        const auto file = home.folder.path() / "cache" / name;
        write_file(file, content + more);
        RunnerWithout runner(hidden);
        const depot::Parts parts{home.files, runner, home.elevation, home.paths, "linux", root, {}};
        return depot::install(offer, file, parts, {});
    }

    DepotHome home;
    std::string hidden; // program
};

TEST_F(DepotDeb, IsInstalledWithWhatItNeeds) {
    publish({{"needed"}});
    Deb deb{"from-depot", "2.0"};
    deb.fields = "Depends: needed\n";

    const auto outcome = install_file(deb);

    EXPECT_EQ(outcome.result, ResultClass::Ok) << outcome.message;
    EXPECT_EQ(outcome.version, "2.0");
    EXPECT_EQ(state_of("from-depot"), "ii 2.0");
    EXPECT_EQ(state_of("needed"), "ii 1.0");
    EXPECT_EQ(install_file(deb).result, ResultClass::Already);
}

TEST_F(DepotDeb, RemovesNothingForItself) {
    publish({{"other"}});
    ASSERT_EQ(install("other").result, ResultClass::Ok);
    Deb deb{"from-depot"};
    deb.fields = "Conflicts: other\n";

    const auto outcome = install_file(deb);

    EXPECT_EQ(outcome.result, ResultClass::Failed);
    EXPECT_THAT(outcome.message, HasSubstr("remove"));
    EXPECT_EQ(state_of("other"), "ii 1.0");
}

TEST_F(DepotDeb, FailsWithTheToolsWords) {
    Deb deb{"from-depot"};
    deb.fields = "Depends: nowhere\n";

    const auto outcome = install_file(deb);

    EXPECT_EQ(outcome.result, ResultClass::Failed);
    EXPECT_THAT(outcome.message, HasSubstr("held broken packages"));
    EXPECT_EQ(outcome.version, "");
}

TEST_F(DepotDeb, ChangedAfterItWasFetchedIsNotInstalled) {
    EXPECT_EQ(install_file({"from-depot"}, " ").result, ResultClass::HashMismatch);
    EXPECT_EQ(state_of("from-depot"), "");
}

TEST_F(DepotDeb, IsInstalledByDpkgWhereThereIsNoApt) {
    hidden = "apt-get";

    const auto outcome = install_file({"from-depot"});

    EXPECT_EQ(outcome.result, ResultClass::Ok) << outcome.message;
    EXPECT_EQ(state_of("from-depot"), "ii 1.0");
}

} // namespace
} // namespace ferry::testing
