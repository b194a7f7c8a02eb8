// A Windows machine with winget, as answers of a FakeHost.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/support/fake_host.hpp"
#include "tests/support/fixture.hpp"

#include <string>
#include <vector>

namespace ferry::testing {

inline const std::string kCurrentVersion = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion";
inline const std::string kMachine = kCurrentVersion + "\\Uninstall";
inline const std::string kMachine32 =
    "HKLM\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall";
inline const std::string kPerson = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall";
inline const std::string kWingetList = "/home/me/AppData/Local/Temp/ferry-winget-export.json";
constexpr int kNoApplicationsFound = -1978335212; // 0x8A150014

struct Entry {
    std::string name, version, publisher;
    std::vector<sdk::RegistryItem> more{};
};

/// One entry below an Uninstall key; keys stay in byte order.
inline void add_program(FakeHost& host, const std::string& place, const std::string& key,
                        const Entry& entry) {
    using sdk::RegistryKind;
    auto& keys = host.registry[place];
    keys.push_back({RegistryKind::Key, key, {}});
    auto& values = host.registry[place + "\\" + key];
    values = entry.more;
    values.push_back({RegistryKind::Text, "DisplayName", entry.name});
    values.push_back({RegistryKind::Text, "DisplayVersion", entry.version});
    values.push_back({RegistryKind::Text, "Publisher", entry.publisher});
}

inline std::string winget_export(const std::vector<std::pair<std::string, std::string>>& packages) {
    std::string list;
    for (const auto& [id, version] : packages)
        list += (list.empty() ? "" : ",") +
                ("{\"PackageIdentifier\":\"" + id + "\",\"Version\":\"" + version + "\"}");
    return "{\"Sources\":[{\"Packages\":[" + list + "],\"SourceDetails\":{\"Name\":\"winget\"}}]}";
}

/// Example Paint and a runtime, which winget knows; Example Editor, which it does not; jq as a
/// portable package; sharkdp.fd is on offer.
inline void furnish_winget(FakeHost& host) {
    host.registry[kCurrentVersion] = {};
    add_program(host, kMachine, "{0B3F1C52-7A11-4E0D-9C35-0D5C0A7E21AA}",
                {"Paint 4.2 (x64)", "4.2.0", "Example Software GmbH"});
    add_program(host, kMachine, "{4F0A-VC}",
                {"Microsoft Visual C++ 2015-2022 Redistributable (x64)", "14.38.33135.0",
                 "Microsoft Corporation"});
    add_program(host, kMachine32, "ExampleEditor_is1",
                {"Example Editor version 1.9", "1.9", "Example Ltd."});
    add_program(host, kPerson, "jqlang.jq_Microsoft.Winget.Source_8wekyb3d8bbwe",
                {"jq",
                 "1.7.1",
                 "jqlang",
                 {{sdk::RegistryKind::Text, "WinGetPackageIdentifier", "jqlang.jq"}}});
    host.files[kWingetList] = winget_export({{"ExampleSoftware.Paint", "4.2"},
                                             {"Microsoft.VCRedist.2015+.x64", "14.38.33135.0"},
                                             {"jqlang.jq", "1.7.1"}});
    host.answer({"winget", "export"}, {});
    host.answer({"winget", "search"}, {.out = "Name Id         Version Source\r\n"
                                              "------------------------------\r\n"
                                              "fd   sharkdp.fd 10.3.0  winget\r\n"});
    host.answer({"winget", "upgrade"}, {.out = fixture("winget/upgrade-1.29.txt")});
}

} // namespace ferry::testing
