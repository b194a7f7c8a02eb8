// The canonical form, fixed by values that another program computed, and differences between
// states.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/protocol/canonical.hpp"
#include "core/vault/hash.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <random>
#include <set>

namespace ferry::protocol {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Package git() {
    return {{"git"},       "1:2.39",         "Git", "amd64", "debian", "Debian", "deb",
            Scope::System, Reason::Explicit, true,  false,   true};
}

Package named(const std::string& id, const std::string& version = "9",
              const std::string& arch = "") {
    Package package;
    package.id = {id};
    package.version = version;
    package.arch = arch;
    return package;
}

TEST(CanonicalState, IsFixedForEver) {
    const auto state = canonical_state({git(), named("vim")});

    EXPECT_EQ(state, "ferry-state-1\n"
                     "3:git5:amd646:1:2.393:Git6:debian6:Debian3:deb6:system8:explicith-s\n"
                     "3:vim0:1:90:0:0:0:0:0:---\n");
    EXPECT_EQ(hex(vault::hash(state)),
              "7d7503395d14b512f98489aa6921e1251dfdd7995338f31780648c6b65300d86");
    EXPECT_EQ(hex(vault::hash(canonical_state({}))),
              "447c582c0c6f65d38145db457f8975ffe62b37050ce671d6229a65997defd379");
}

TEST(CanonicalState, DoesNotDependOnTheOrder) {
    EXPECT_EQ(canonical_state({named("vim"), git()}), canonical_state({git(), named("vim")}));
}

TEST(CanonicalState, ChangesWithEveryField) {
    std::set<std::string> states = {canonical_state({git()})};
    const std::vector<std::function<void(Package&)>> changes = {
        [](auto& one) { one.id.text += "x"; }, [](auto& one) { one.version += "x"; },
        [](auto& one) { one.name += "x"; },    [](auto& one) { one.arch += "x"; },
        [](auto& one) { one.origin += "x"; },  [](auto& one) { one.publisher += "x"; },
        [](auto& one) { one.kind += "x"; },    [](auto& one) { one.scope = Scope::User; },
        [](auto& one) { one.held = false; },   [](auto& one) { one.reason = Reason::Unknown; },
        [](auto& one) { one.broken = true; },  [](auto& one) { one.base = false; },
    };
    for (const auto& change : changes) {
        auto package = git();
        change(package);
        states.insert(canonical_state({package}));
    }

    EXPECT_THAT(states, SizeIs(changes.size() + 1));
}

TEST(CanonicalState, CannotBeForgedByAFieldThatLooksLikeTwo) {
    EXPECT_NE(canonical_line(named("a", "1:9")), canonical_line(named("a1:", "9")));
    EXPECT_NE(canonical_state({named("a", "9---\n3:vim")}),
              canonical_state({named("a"), named("vim")}));
}

TEST(CanonicalDeviceState, NamesEveryStreamOnceAndIsEmptyWithoutAny) {
    const StreamHead apt{"apt", 1, "aa", 1, 1};
    const StreamHead brew{"brew", 2, "bb", 1, 1};

    EXPECT_EQ(canonical_device_state({}), "");
    EXPECT_EQ(canonical_device_state({brew, apt}), "3:apt2:aa\n4:brew2:bb\n");
}

TEST(Difference, IsWhatWasSetAndWhatIsGone) {
    const auto delta = difference({named("a"), named("b"), named("c")},
                                  {named("a"), named("b", "10"), named("d")});

    EXPECT_THAT(delta.set, ElementsAre(named("b", "10"), named("d")));
    EXPECT_THAT(delta.del, ElementsAre(PackageKey{"c", ""}));
}

TEST(Difference, OfEqualStatesIsEmpty) {
    const auto delta = difference({git()}, {git()});

    EXPECT_THAT(delta.set, IsEmpty());
    EXPECT_THAT(delta.del, IsEmpty());
}

TEST(Difference, TellsArchitecturesOfOnePackageApart) {
    const auto delta =
        difference({named("a", "1", "amd64"), named("a", "1", "i386")}, {named("a", "1", "amd64")});

    EXPECT_THAT(delta.set, IsEmpty());
    EXPECT_THAT(delta.del, ElementsAre(PackageKey{"a", "i386"}));
}

TEST(Difference, AppliedToTheOldStateGivesTheNewOne) {
    std::mt19937 random(7); // any fixed seed
    const auto some_state = [&random] {
        std::vector<Package> packages;
        for (char id = 'a'; id <= 'z'; ++id)
            if (random() % 2 == 0)
                packages.push_back(named(std::string(1, id), std::to_string(random() % 3)));
        return packages;
    };
    for (int round = 0; round < 200; ++round) {
        const auto before = some_state();
        const auto after = some_state();

        const auto result = applied(before, difference(before, after));

        ASSERT_TRUE(result) << result.error().message;
        EXPECT_EQ(*result, after);
    }
}

TEST(Difference, DoesNotApplyWhereItDeletesWhatIsNotThere) {
    const auto result = applied({named("a")}, {0, "", "", {}, {{"b", ""}}});

    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Code::BadData);
}

} // namespace
} // namespace ferry::protocol
