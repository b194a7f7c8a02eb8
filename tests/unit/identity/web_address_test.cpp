// Which addresses mean the same project, and which mean nothing.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/suggest/web_address.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::identity {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(WebAddress, PageIsComparedWithoutWhatServesIt) {
    for (const auto* address : {"https://www.Example.org/app/", "http://example.org/en-US/app",
                                "https://example.org/app/index.html?from=x#y",
                                "https://user@example.org:443/app/download"}) {
        const auto keys = address_keys(address);
        EXPECT_THAT(keys.strong, ElementsAre("page example.org/app")) << address;
        EXPECT_EQ(keys.site, "site example.org");
    }
}

TEST(WebAddress, RepositoryIsNamedByItsOwnerAndName) {
    for (const auto* address :
         {"https://github.com/Owner/Name", "http://www.github.com/owner/name.git",
          "https://github.com/owner/name/releases/latest", "https://owner.github.io/name/"}) {
        const auto keys = address_keys(address);
        EXPECT_THAT(keys.strong, ElementsAre("repository github.com/owner/name")) << address;
        EXPECT_EQ(keys.site, "") << address;
    }
    EXPECT_THAT(address_keys("https://gitlab.gnome.org/GNOME/sub/app/-/tree/main").strong,
                ElementsAre("repository gitlab.gnome.org/gnome/sub/app"));
    EXPECT_THAT(address_keys("https://sourceforge.net/projects/seven/files").strong,
                ElementsAre("repository sourceforge.net/seven"));
    EXPECT_THAT(address_keys("http://seven.sourceforge.net/").strong,
                ElementsAre("repository sourceforge.net/seven"));
    EXPECT_EQ(repository_key("Owner/Name"), "repository github.com/owner/name");
    EXPECT_EQ(repository_key("nothing"), "");
}

TEST(WebAddress, HostOfManyProjectsIsNoEvidence) {
    for (const auto* address : {"https://github.com/", "https://www.microsoft.com/",
                                "https://sourceforge.net", "ftp", "", "https://localhost/app"}) {
        EXPECT_THAT(address_keys(address).strong, IsEmpty()) << address;
        EXPECT_EQ(address_keys(address).site, "") << address;
    }
    EXPECT_EQ(address_keys("https://apps.microsoft.com/x").site, "");
}

TEST(WebAddress, SiteIsTheDomain) {
    EXPECT_EQ(address_keys("https://download.example.co.uk").site, "site example.co.uk");
    EXPECT_EQ(address_keys("https://a.b.example.org").site, "site example.org");
    EXPECT_EQ(address_keys("https://example.org").site, "site example.org");
}

} // namespace
} // namespace ferry::identity
