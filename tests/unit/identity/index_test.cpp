// The compiled index: what goes in comes out, and no damaged byte is believed.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/index_reader.hpp"
#include "core/identity/index_writer.hpp"
#include "core/identity/layered_catalog.hpp"
#include "core/identity/record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::identity {
namespace {

using ::testing::HasSubstr;

Entry full_entry() {
    Entry entry;
    entry.id.text = "firefox";
    entry.name = "Mozilla Firefox";
    entry.homepage = "https://www.firefox.com/";
    entry.category = "browser";
    entry.packages[{"apt"}] = {{{"firefox-esr"}, "debian", {}, {}},
                               {{"firefox"}, "ubuntu", {"-x"}, {"a repository"}}};
    entry.packages[{"winget"}] = {{{"Mozilla.Firefox"}, "", {}, {}}};
    entry.traces["windows"] = {{"Mozilla Firefox *", "Mozilla", "", ""}, {"Firefox", "", "", ""}};
    entry.traces["macos"] = {{"", "", "org.mozilla.firefox", ""}};
    entry.settings = {
        {"preferences", "text", {{"linux", "{home}/.mozilla"}}, {"*.js"}, {"key4.db"}, {"linux"}},
        {"other", "", {}, {}, {}, {}}};
    entry.like = {{"librewolf"}, {"waterfox"}};
    entry.evidence = {"same homepage"};
    entry.proposed = true;
    entry.file = "proposed/f/firefox.json";
    return entry;
}

Entry small_entry(const std::string& id, std::size_t padding = 0) {
    Entry entry;
    entry.id.text = id;
    entry.name = "The " + id;
    entry.homepage = std::string(padding, 'x');
    entry.packages[{"apt"}] = {{{id}, "", {}, {}}};
    entry.file = entry_path(entry.id);
    return entry;
}

std::string index_of(const std::vector<Entry>& entries,
                     const std::vector<SoftwareId>& removed = {}) {
    auto bytes = write_index(entries, "a test", removed);
    EXPECT_TRUE(bytes.ok());
    return *bytes;
}

LayeredCatalog catalog_of(const std::vector<const std::string*>& layers) {
    std::vector<IndexReader> readers;
    for (const auto* bytes : layers) {
        auto reader = IndexReader::over(*bytes);
        EXPECT_TRUE(reader.ok());
        readers.push_back(*reader);
    }
    return LayeredCatalog(std::move(readers));
}

TEST(Index, GivesBackEveryFieldOfAnEntry) {
    const auto bytes = index_of({small_entry("alpha"), full_entry(), small_entry("zulu")});
    const auto catalog = catalog_of({&bytes});

    EXPECT_EQ(catalog.entry({"firefox"}), full_entry());
    EXPECT_EQ(catalog.entry({"alpha"}), small_entry("alpha"));
    EXPECT_FALSE(catalog.entry({"bravo"}).has_value());
    EXPECT_EQ(catalog.size(), 3u);
    EXPECT_EQ(catalog.origin(), "a test");
}

TEST(Index, MayBeEmpty) {
    const auto bytes = index_of({});
    const auto catalog = catalog_of({&bytes});

    EXPECT_EQ(catalog.size(), 0u);
    EXPECT_FALSE(catalog.find({"firefox"}).has_value());
    EXPECT_FALSE(catalog.recognise(PackageRef{{"apt"}, {"firefox"}}).has_value());
}

TEST(Index, IsRefusedWhenItIsCutOffAtAnyByte) {
    const auto bytes = index_of({full_entry(), small_entry("zulu")});

    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const auto cut = bytes.substr(0, size);
        EXPECT_FALSE(IndexReader::over(cut).ok()) << size;
    }
    const auto longer = bytes + "x";
    EXPECT_FALSE(IndexReader::over(longer).ok());
}

TEST(Index, IsRefusedWhenAnyBitIsDamaged) {
    const auto bytes = index_of({full_entry(), small_entry("zulu")}, {{"gone"}});

    for (std::size_t at = 0; at < bytes.size(); ++at) {
        for (const int bit : {0x01, 0x10, 0x80}) {
            auto damaged = bytes;
            damaged[at] = static_cast<char>(damaged[at] ^ bit);
            EXPECT_FALSE(IndexReader::over(damaged).ok()) << at;
        }
    }
}

TEST(Index, OfAnotherVersionIsNamedAsSuch) {
    auto bytes = index_of({full_entry()});
    bytes[8] = 9;

    const auto refused = IndexReader::over(bytes);

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::NotSupported);
    EXPECT_THAT(refused.error().message, HasSubstr("version 9"));
}

TEST(Index, DoesNotBelieveSizesThatDoNotFitTheFile) {
    const auto bytes = index_of({full_entry()});

    for (const std::size_t field : {12u, 16u, 20u}) {
        auto lying = bytes;
        lying.replace(field, 4, "\xff\xff\xff\xff");
        EXPECT_FALSE(IndexReader::over(lying).ok()) << field;
    }
}

TEST(LargeIndex, LeavesOutADamagedRecordAndServesTheOthers) {
    std::vector<Entry> entries;
    for (int i = 0; i < 10; ++i)
        entries.push_back(small_entry("entry" + std::to_string(i), 1u << 20));
    auto bytes = index_of(entries);
    bytes[bytes.size() / 2] = '!';
    const auto catalog = catalog_of({&bytes});

    std::size_t served = 0;
    for (const auto& entry : entries)
        served += catalog.recognise(PackageRef{{"apt"}, {entry.id.text}}).has_value() ? 1 : 0;
    EXPECT_EQ(served, entries.size() - 1);
    EXPECT_FALSE(IndexReader::over(bytes)->check_records().ok());
}

TEST(Layers, HideEntryByEntryWhatLiesBelow) {
    auto changed = small_entry("two");
    changed.packages[{"apt"}] = {{{"second"}, "", {}, {}}};
    const auto below = index_of({small_entry("one"), small_entry("two"), small_entry("three")});
    const auto above = index_of({changed, small_entry("four")}, {{"three"}, {"never-there"}});
    const auto catalog = catalog_of({&below, &above});

    EXPECT_EQ(catalog.size(), 3u); // one, two, four
    EXPECT_TRUE(catalog.recognise(PackageRef{{"apt"}, {"one"}}).has_value());
    EXPECT_FALSE(catalog.recognise(PackageRef{{"apt"}, {"two"}}).has_value());
    EXPECT_TRUE(catalog.recognise(PackageRef{{"apt"}, {"second"}}).has_value());
    EXPECT_FALSE(catalog.recognise(PackageRef{{"apt"}, {"three"}}).has_value());
    EXPECT_FALSE(catalog.find({"three"}).has_value());
    EXPECT_TRUE(catalog.search("three", 5).empty());
    EXPECT_EQ(catalog.search("two", 5).size(), 1u);
}

TEST(Layers, CanBringBackWhatWasTakenAway) {
    const auto first = index_of({small_entry("one")});
    const auto second = index_of({}, {{"one"}});
    const auto third = index_of({small_entry("one")});

    EXPECT_EQ(catalog_of({&first, &second}).size(), 0u);
    EXPECT_EQ(catalog_of({&first, &second, &third}).size(), 1u);
    EXPECT_TRUE(catalog_of({&first, &second, &third}).find({"one"}).has_value());
}

TEST(Record, ThatIsNoRecordGivesNothing) {
    const auto record = to_record(full_entry());

    for (std::size_t size = 0; size < record.size(); ++size)
        EXPECT_FALSE(entry_of(record.substr(0, size)).has_value()) << size;
    for (std::size_t at = 0; at < record.size(); ++at) {
        auto hostile = record;
        hostile[at] = '\x7f';
        entry_of(hostile);
        head_of(hostile);
        package_in(hostile, {"apt"}, "firefox");
    }
}

} // namespace
} // namespace ferry::identity
