// The choco plugin's machine.
// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/subject.hpp"
#include "tests/support/choco_machine.hpp"

namespace ferry::testing {

const Subject subject{kPaintNuspec,
                      "example-paint",
                      "fd",
                      {"all", "ALL", "packages.config", "x.nupkg", "a;b", "a..b", "-a", "a-", "a/b",
                       "C:\\x.nupkg", "--source=x"}};

void furnish(FakeHost& host) {
    furnish_choco(host);
}

void furnish_empty(FakeHost& host) {
    host.files[kChoco + "/choco.exe"] = "";
}

} // namespace ferry::testing
