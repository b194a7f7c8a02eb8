// The dnf plugin's machine.
// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/subject.hpp"
#include "tests/support/dnf_machine.hpp"

namespace ferry::testing {

const Subject subject{kPackagesToml,
                      "ex-app",
                      "ex-new",
                      {"@group", "@module:stream", "/usr/bin/x", "./x.rpm",
                       "https://example.org/x.rpm", "ex-*", "ex-[a]", "ex?", "~ex", "1:ex-app",
                       "ex-app:1"}};

void furnish(FakeHost& host) {
    furnish_dnf(host);
}

void furnish_empty(FakeHost& host) {
    host.files[kRpmDatabase] = rpm_database({});
}

} // namespace ferry::testing
