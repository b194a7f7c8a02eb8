// Manifests from an enemy: every reader, every cut, every id that tries to be more than a name.
// SPDX-License-Identifier: Apache-2.0
#include "core/formats/formats.hpp"
#include "core/model/grammar.hpp"
#include "tests/support/fixture.hpp"
#include "tests/support/manifest_matchers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace ferry::testing {

using formats::find_format;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

namespace {

std::vector<std::string> hostile_ids() {
    using namespace std::string_literals;
    return {"--purge",
            "-o",
            "foo:amd64-",
            "a b",
            "a\nb",
            "a\0b"s,
            "",
            " git",
            "; rm -rf ~",
            "$(reboot)",
            "`reboot`",
            "../../etc/passwd",
            "/etc/passwd",
            "C:\\evil.exe",
            "https://evil.example/x",
            "foo=1.0",
            "foo/stable",
            "?exact-name(x)",
            "~nfoo",
            "foo*",
            "f\xC3\xB6\xC3\xB6",
            "foo\x1B[2J",
            std::string(10'000, 'a')};
}

std::string as_winget(const std::string& id) {
    nlohmann::json document = {{"$schema", "https://aka.ms/winget-packages.schema.2.0.json"},
                               {"Sources",
                                {{{"Packages", {{{"PackageIdentifier", id}}}},
                                  {"SourceDetails",
                                   {{"Identifier", "Microsoft.Winget.Source_8wekyb3d8bbwe"},
                                    {"Type", "Microsoft.PreIndexed.Package"}}}}}}};
    return document.dump();
}

std::string as_choco(const std::string& id) {
    std::string escaped;
    for (const char c : id)
        escaped += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '"' ? "&quot;" : std::string(1, c);
    return "<packages><package id=\"" + escaped + "\"/></packages>";
}

/// Either the whole file is refused, or the id is left out and named. Never is it an entry.
void expect_no_entry(const std::string& format, const std::string& text, const std::string& id) {
    const auto read = find_format(format)->read(text, {});
    if (!read) {
        EXPECT_EQ(read.error().code, Code::BadData);
        return;
    }
    EXPECT_THAT(read->value.entries, IsEmpty()) << format << " took " << id;
    EXPECT_FALSE(read->clean()) << format << " is silent about " << id;
    for (const auto& problem : read->problems)
        EXPECT_LT(problem.what.size(), 300u);
}

struct Sample {
    std::string format;
    std::string file;
};

bool has_words(const Problem& problem, const std::string& words) {
    return problem.what.find(words) != std::string::npos;
}

bool holds(const std::vector<std::string>& refs, const std::string& ref) {
    return std::find(refs.begin(), refs.end(), ref) != refs.end();
}

std::vector<std::string> refs_on_any_system(const formats::Format& format,
                                            const std::string& text) {
    std::vector<std::string> all;
    for (const auto* os : {"linux", "macos"}) {
        const auto read = format.read(text, {os});
        EXPECT_TRUE(read);
        if (!read) continue;
        for (auto& ref : refs(read->value))
            all.push_back(std::move(ref));
    }
    return all;
}

std::vector<Sample> samples() {
    return {{"winget", "winget-2.0.json"},
            {"winget", "winget-1.0.json"},
            {"brewfile", "Brewfile"},
            {"brewfile", "Brewfile.code"},
            {"choco", "packages.config"}};
}

} // namespace

TEST(HostileIds, NeverBecomeEntries) {
    for (const auto& id : hostile_ids()) {
        expect_no_entry("winget", as_winget(id), id);
        expect_no_entry("choco", as_choco(id), id);
        expect_no_entry("brewfile", "brew \"" + id + "\"\n", id);
        expect_no_entry("brewfile", "flatpak '" + id + "'\n", id);
    }
}

TEST(TruncatedManifests, GiveNothingThatTheWholeFileDoesNotGiveUnlessTheySaySo) {
    for (const auto& sample : samples()) {
        const auto whole = fixture("formats/" + sample.file);
        const auto expected = refs_on_any_system(*find_format(sample.format), whole);
        for (std::size_t size = 0; size < whole.size(); ++size) {
            const auto read = find_format(sample.format)->read(whole.substr(0, size), {});
            if (!read) continue;
            const bool said = !read->clean() && has_words(read->problems.back(), "cut off");
            for (const auto& ref : refs(read->value))
                ASSERT_TRUE(said || holds(expected, ref)) << sample.file << " at " << size;
        }
    }
}

TEST(TruncatedManifests, AreRefusedWholeWhereTheFormatHasAnEnd) {
    for (const auto& sample : samples()) {
        if (sample.format == "brewfile") continue;
        auto whole = fixture("formats/" + sample.file);
        whole.erase(whole.find_last_not_of('\n') + 1);
        for (std::size_t size = 0; size < whole.size(); ++size)
            ASSERT_FALSE(find_format(sample.format)->read(whole.substr(0, size), {}))
                << sample.file << " at " << size;
    }
}

TEST(HostileManifests, AreRefusedTenThousandLevelsDeep) {
    const auto json = "{\"Sources\":" + std::string(10'000, '[') + std::string(10'000, ']') + "}";

    const auto read = find_format("winget")->read(json, {});

    ASSERT_FALSE(read);
    EXPECT_THAT(read.error().message, HasSubstr("deeper than 16"));
}

TEST(HostileManifests, AreRefusedOverTheirSizeWithANulByteOrBadUtf8) {
    const std::string nul("brew \"git\"\n\0", 12);
    for (const auto* format : {"winget", "brewfile", "choco"}) {
        const auto* found = find_format(format);
        EXPECT_FALSE(found->read(std::string((4u << 20) + 1, ' '), {}));
        EXPECT_FALSE(found->read(nul, {}));
        EXPECT_FALSE(found->read("\xFF\xFE<", {}));
    }
}

TEST(HostileManifests, CannotMoveTheCursorOfATerminal) {
    const auto read = find_format("brewfile")->read("\x1B[2Jsystem \"x\"\n", {});

    ASSERT_TRUE(read);
    for (const auto& note : notes(*read))
        EXPECT_EQ(std::count(note.begin(), note.end(), '\x1B'), 0);
}

} // namespace ferry::testing
