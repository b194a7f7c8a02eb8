// The catalog that Ferry ships: without a finding, complete, and right where it is easy to be
// wrong.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/lint.hpp"
#include "core/identity/loader.hpp"
#include "core/identity/open.hpp"
#include "tests/unit/catalog/core_software.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <iterator>

namespace ferry::identity {
namespace {

using ferry::testing::kCoreSoftware;

const std::filesystem::path kFolder = std::filesystem::path(FERRY_SOURCE_DIR) / "catalog";
const std::filesystem::path kIndex =
    std::filesystem::path(FERRY_BUILD_DIR) / "share/ferry/catalog/index.bin";

class ShippedCatalog : public ::testing::Test {
protected:
    void SetUp() override {
        auto opened = open_catalog({{kIndex}, {}});
        ASSERT_TRUE(opened.clean()) << opened.problems.front().what;
        catalog_ = std::move(opened.value);
    }
    std::string software(const std::string& package) const {
        const auto ref = parse_package_ref(package);
        EXPECT_TRUE(ref.ok()) << package;
        const auto known = catalog_->recognise(*ref);
        return known ? known->software.text : "";
    }
    /// The first package for `device`, or empty.
    std::string first(const std::string& id, const std::string& installer,
                      const Device& device) const {
        const auto found = catalog_->find({id});
        if (!found) return "";
        const auto packages = fitting_packages(*found, {installer}, device);
        return packages.empty() ? "" : packages.front().id.text;
    }

    std::unique_ptr<Catalog> catalog_;
};

TEST(CatalogFiles, HaveNoFindings) {
    const auto files = read_entries(kFolder);

    EXPECT_TRUE(files.clean());
    for (const auto& finding : lint(files.value))
        ADD_FAILURE() << finding.text();
}

TEST_F(ShippedCatalog, KnowsTheThreeHundredApplications) {
    EXPECT_EQ(std::size(kCoreSoftware), 300u);
    for (const char* const id : kCoreSoftware)
        EXPECT_TRUE(catalog_->find({id}).has_value()) << id;
}

TEST_F(ShippedCatalog, NamesAPackageForMostOfThemOnEverySystem) {
    std::size_t windows = 0;
    std::size_t macos = 0;
    std::size_t linux = 0;
    for (const char* const id : kCoreSoftware) {
        const auto found = catalog_->find({id});
        ASSERT_TRUE(found.has_value()) << id;
        const auto has = [&](const char* installer) {
            for (const auto& group : found->packages)
                if (group.installer.text == installer) return true;
            return false;
        };
        windows += has("winget") || has("choco") ? 1 : 0;
        macos += has("brew") ? 1 : 0;
        linux += has("apt") || has("dnf") || has("flatpak") ? 1 : 0;
    }
    EXPECT_GE(windows, 280u);
    EXPECT_GE(macos, 290u);
    EXPECT_GE(linux, 260u);
}

TEST_F(ShippedCatalog, TellsDebianFromUbuntu) {
    const Device debian{"a", "linux", "12", "debian", "x86_64"};
    const Device ubuntu{"b", "linux", "24.04", "ubuntu", "x86_64"};

    EXPECT_EQ(first("firefox", "apt", debian), "firefox-esr");
    EXPECT_EQ(first("firefox", "apt", ubuntu), "firefox");
    EXPECT_EQ(first("chromium", "apt", debian), "chromium");
    EXPECT_EQ(first("chromium", "apt", ubuntu), "chromium-browser");
    EXPECT_EQ(first("virtualbox", "apt", debian), "");
    EXPECT_EQ(first("virtualbox", "apt", ubuntu), "virtualbox");
}

TEST_F(ShippedCatalog, KeepsApartWhatOnlySoundsAlike) {
    EXPECT_EQ(software("apt:torbrowser-launcher"), "torbrowser-launcher");
    EXPECT_EQ(software("winget:TorProject.TorBrowser"), "tor-browser");
    EXPECT_EQ(software("apt:onedrive"), "onedrive-abraunegg");
    EXPECT_EQ(software("winget:Microsoft.OneDrive"), "onedrive");
    EXPECT_EQ(software("apt:yq"), "");
    EXPECT_EQ(software("apt:dolphin"), "dolphin"); // the file manager
    EXPECT_EQ(software("apt:dolphin-emu"), "dolphin-emulator");
    EXPECT_EQ(software("apt:godot3"), "godot-3");
    EXPECT_EQ(software("apt:mediainfo"), "mediainfo-cli");
    EXPECT_EQ(software("apt:mediainfo-gui"), "mediainfo");
    EXPECT_EQ(software("apt:arduino"), "");
    EXPECT_EQ(software("choco:microsoft-teams"), "teams.classic");
    EXPECT_EQ(software("winget:Plex.PlexMediaServer"), "plex-media-server");
    EXPECT_EQ(software("winget:Plex.Plex"), "plex");
}

TEST_F(ShippedCatalog, SaysWhatHasToBeAddedForAVendorsPackage) {
    for (const auto& [id, package] : {std::pair{"google-chrome", "google-chrome-stable"},
                                      std::pair{"visual-studio-code", "code"}}) {
        const auto found = catalog_->find({id});
        ASSERT_TRUE(found.has_value());
        const auto packages =
            fitting_packages(*found, {"apt"}, {"a", "linux", "12", "debian", "x86_64"});
        ASSERT_EQ(packages.size(), 1u);
        EXPECT_EQ(packages.front().id.text, package);
        EXPECT_FALSE(packages.front().needs.empty());
    }
}

TEST_F(ShippedCatalog, OffersAlternativesToWhatOneSystemHas) {
    const auto found = catalog_->find({"notepad++"});

    ASSERT_TRUE(found.has_value());
    EXPECT_FALSE(found->like.empty());
}

} // namespace
} // namespace ferry::identity
