// The registry of another machine, from the files that `reg export` wrote there.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/registry.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr auto kExport = "Windows Registry Editor Version 5.00\r\n\r\n"
                         "; a comment\r\n"
                         "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Un\\Paint_is1]\r\n"
                         "\"DisplayName\"=\"Example \\\"Paint\\\" 4.2\"\r\n"
                         "@=\"C:\\\\Paint\"\r\n"
                         "\"Size\"=dword:0000001f\r\n"
                         "\"Path\"=hex(2):43,00,\\\r\n  3a,00,00,00\r\n"
                         "\"Both\"=hex(7):61,00,00,00,62,00,00,00,00,00\r\n"
                         "\"Blob\"=hex:01,02\r\n\r\n"
                         "[HKEY_CURRENT_USER\\Software\\Empty]\r\n";

std::string utf16(std::string_view ascii) {
    std::string bytes = "\xFF\xFE";
    for (const char c : ascii) {
        bytes.push_back(c);
        bytes.push_back('\0');
    }
    return bytes;
}

class RegistryExportTest : public ::testing::Test {
protected:
    void write(const std::string& text) {
        ASSERT_TRUE(files.replace(folder.path() / "all.reg", text));
    }
    Result<std::vector<std::string>> list(std::string_view key) const {
        const RegistryExport registry(files, folder.path());
        const auto items = registry.list(key);
        if (!items) return items.error();
        std::vector<std::string> said;
        for (const auto& item : *items)
            said.push_back(std::to_string(static_cast<int>(item.kind)) + " " + item.name + "=" +
                           item.data);
        return said;
    }
    std::vector<std::string> said(std::string_view key) const {
        const auto items = list(key);
        return items ? *items : std::vector{items.error().message};
    }
    testing::TemporaryFolder folder;
    RealFiles files;
};

TEST_F(RegistryExportTest, GivesValuesOfEveryKind) {
    write(kExport);

    EXPECT_THAT(said("HKLM\\SOFTWARE\\Un\\Paint_is1"),
                ElementsAre("2 =C:\\Paint", "4 Blob=", "2 Both=a\nb",
                            "2 DisplayName=Example \"Paint\" 4.2", "2 Path=C:", "3 Size=31"));
}

TEST_F(RegistryExportTest, KnowsTheKeysAboveAndNoCase) {
    write(kExport);

    EXPECT_THAT(said("hkey_local_machine\\software"), ElementsAre("1 Un="));
    EXPECT_THAT(said("HKLM\\SOFTWARE\\un"), ElementsAre("1 Paint_is1="));
    EXPECT_THAT(said("HKCU\\Software\\Empty"), ElementsAre());
}

TEST_F(RegistryExportTest, ReadsUtf16AsRegeditWritesIt) {
    write(utf16(kExport));

    EXPECT_THAT(said("HKLM\\SOFTWARE"), ElementsAre("1 Un="));
}

TEST_F(RegistryExportTest, FindsNothingWhereThereIsNothing) {
    EXPECT_EQ(list("HKLM\\SOFTWARE").error().code, Code::NotFound);
    write(kExport);
    EXPECT_EQ(list("HKLM\\SOFTWARE\\Other").error().code, Code::NotFound);
}

TEST_F(RegistryExportTest, TellsFileAndLineOfWhatIsWrong) {
    const std::string head = "Windows Registry Editor Version 5.00\n";
    for (const auto& rest :
         {"\"a\"=\"before a key\"\n", "[HKLM\\A]\n\"a\"=\"open\n", "[HKLM\\A]\n\"a\"=dword:xyz\n",
          "[HKEY_USERS\\A]\n", "[HKLM\\A\\\\B]\n", "[HKLM\\A]\n\"a\"=hex(2):1ff\n",
          "[HKLM\\A]\nword\n"}) {
        write(head + rest);
        const auto items = list("HKLM\\A");
        ASSERT_FALSE(items) << rest;
        EXPECT_EQ(items.error().code, Code::BadData) << rest;
        EXPECT_THAT(items.error().message, HasSubstr("all.reg: line ")) << rest;
    }
    write("REGEDIT4\n");
    EXPECT_THAT(list("HKLM\\A").error().message, HasSubstr("Version 5.00"));
}

TEST_F(RegistryExportTest, IsRefusedWhereItWasCutWithinALine) {
    const std::string whole = utf16(kExport);
    for (std::size_t length = 0; length < whole.size(); ++length) {
        RegistryExport::Keys keys;
        const auto parsed = RegistryExport::parse(std::string_view(whole).substr(0, length), keys);
        const bool line_ended = whole.substr(0, length).ends_with(std::string("\n\0", 2));
        EXPECT_EQ(parsed.ok(), line_ended && length % 2 == 0) << length;
    }
}

} // namespace
} // namespace ferry
