// An .rpm of the depot, through the real dnf and the real rpm.
// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/depot/runner_without.hpp"
#include "tests/integration/dnf/dnf_root.hpp"
#include "tests/support/depot_home.hpp"

#include <gmock/gmock.h>

namespace ferry::testing {
namespace {

using ::testing::HasSubstr;

class DepotRpm : public DnfRoot {
protected:
    /// The package stands in the repository's folder, built, when `publish` is through.
    Outcome install_file(const std::string& name, ProcessRunner& runner) {
        const auto content = read_file(root.parent_path() / "repository" / name);
        const auto file = home.folder.path() / "cache" / name;
        write_file(file, content);
        const depot::Parts parts{home.files, runner, home.elevation, home.paths, "linux", root, {}};
        return depot::install(offer_of(name, "rpm", "linux", content), file, parts, {});
    }

    DepotHome home;
    RunnerWithout real{""}, without_dnf{"dnf"};
};

TEST_F(DepotRpm, IsInstalledByDnfWithWhatItNeeds) {
    publish({{"needed"}, {"from-depot", "2.0", "Requires: needed\n"}});

    const auto outcome = install_file("from-depot-2.0.rpm", real);

    EXPECT_EQ(outcome.result, ResultClass::Ok) << outcome.message;
    EXPECT_EQ(listed(), "from-depot 2.0-1\nneeded 1.0-1\n");
}

TEST_F(DepotRpm, IsInstalledByRpmWhereThereIsNoDnf) {
    publish({{"from-depot"}});

    EXPECT_EQ(install_file("from-depot-1.0.rpm", without_dnf).result, ResultClass::Ok);
    EXPECT_EQ(listed(), "from-depot 1.0-1\n");
    EXPECT_EQ(install_file("from-depot-1.0.rpm", without_dnf).result, ResultClass::Already);
}

TEST_F(DepotRpm, FailsWithTheToolsWords) {
    publish({{"from-depot", "1.0", "Requires: nowhere\n"}});

    for (auto* runner : {&real, &without_dnf}) {
        const auto outcome = install_file("from-depot-1.0.rpm", *runner);
        EXPECT_EQ(outcome.result, ResultClass::Failed);
        EXPECT_THAT(outcome.message, HasSubstr("nowhere"));
    }
    EXPECT_EQ(listed(), "");
}

} // namespace
} // namespace ferry::testing
