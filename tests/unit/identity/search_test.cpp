// What a person finds who types roughly what the software is called.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/index_writer.hpp"
#include "core/identity/layered_catalog.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::identity {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Search : public ::testing::Test {
protected:
    void SetUp() override {
        const std::pair<const char*, const char*> names[] = {
            {"firefox", "Mozilla Firefox"},
            {"firefox-esr", "Mozilla Firefox ESR"},
            {"git", "Git"},
            {"gitkraken", "GitKraken"},
            {"thunderbird", "Mozilla Thunderbird"},
            {"visual-studio-code", "Visual Studio Code"},
            {"vlc", "VLC media player"}};
        std::vector<Entry> entries;
        for (const auto& [id, name] : names) {
            Entry entry;
            entry.id.text = id;
            entry.name = name;
            entries.push_back(entry);
        }
        bytes_ = *write_index(entries, "a test");
    }
    std::vector<std::string> found(const std::string& words, std::size_t limit = 10) const {
        const LayeredCatalog catalog({*IndexReader::over(bytes_)});
        std::vector<std::string> ids;
        for (const auto& id : catalog.search(words, limit))
            ids.push_back(id.text);
        return ids;
    }

private:
    std::string bytes_;
};

TEST_F(Search, PutsTheThingItselfFirst) {
    EXPECT_THAT(found("git"), ElementsAre("git", "gitkraken"));
    EXPECT_THAT(found("FIREFOX"), ElementsAre("firefox", "firefox-esr"));
}

TEST_F(Search, FindsByNameAndByPartsOfIt) {
    EXPECT_THAT(found("mozilla"), ElementsAre("firefox", "firefox-esr", "thunderbird"));
    EXPECT_THAT(found("media player"), ElementsAre("vlc"));
    EXPECT_THAT(found("code visual"), ElementsAre("visual-studio-code"));
}

TEST_F(Search, ForgivesTypingErrors) {
    EXPECT_THAT(found("firfox"), ElementsAre("firefox", "firefox-esr"));
    EXPECT_THAT(found("thunderbrid"), ElementsAre("thunderbird"));
    EXPECT_THAT(found("gitkarken"), ElementsAre("gitkraken"));
}

TEST_F(Search, KeepsToTheLimitAndFindsNothingInNothing) {
    EXPECT_EQ(found("mozilla", 2).size(), 2u);
    EXPECT_THAT(found(""), IsEmpty());
    EXPECT_THAT(found("   "), IsEmpty());
    EXPECT_THAT(found("zzzzzzzz"), IsEmpty());
}

} // namespace
} // namespace ferry::identity
