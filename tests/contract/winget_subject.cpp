// The winget plugin's machine.
// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/subject.hpp"
#include "tests/support/winget_machine.hpp"

namespace ferry::testing {

const Subject subject{kWingetList,
                      "ExampleSoftware.Paint",
                      "sharkdp.fd",
                      {"ARP\\Machine\\X64\\x", "a", "a..b", "-a.b", "a.b c", "a.b&c", "a/b.c",
                       "a.b|c", "--all.x", "XP12", "9nksqgp7f2nh"}};

void furnish(FakeHost& host) {
    furnish_winget(host);
}

void furnish_empty(FakeHost& host) {
    host.registry[kCurrentVersion] = {};
    host.answer({"winget", "export"}, {.exit_code = kNoApplicationsFound});
}

} // namespace ferry::testing
