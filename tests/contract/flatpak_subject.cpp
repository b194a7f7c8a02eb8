// The flatpak plugin's machine, as recorded from the real program.
// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/subject.hpp"
#include "tests/support/flatpak_machine.hpp"

namespace ferry::testing {

const Subject subject{kHelloDeploy,
                      "org.example.Hello",
                      "org.example.Paint",
                      {"org.example", "org..example.App", "org.example.App/x86_64/stable",
                       "org.example.App//", "org.example.App//-b", "app/org.example.App",
                       "app/org.example.App//stable", "https://example.org/app.flatpakref",
                       "./app.flatpak", "org.example.App*", "runtime/org.example.App/../x"}};

void furnish(FakeHost& host) {
    furnish_flatpak(host);
}

void furnish_empty(FakeHost& host) {
    host.files["/usr/bin/flatpak"] = "";
}

} // namespace ferry::testing
