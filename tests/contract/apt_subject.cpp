// The apt plugin's machine, as recorded from the real tools.
// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/subject.hpp"
#include "tests/support/apt_machine.hpp"

namespace ferry::testing {

const Subject subject{"/var/lib/dpkg/status",
                      "ex-app",
                      "ex-provider",
                      {"foo:amd64-", "foo-:amd64-", "foo:amd64+", "foo^", "foo=1.0", "foo/stable",
                       "./foo.deb", "/tmp/foo.deb", "?exact-name(foo)", "~nfoo", "foo*", "Foo",
                       "foo:", ":amd64", "f", "foo:amd64:amd64"}};

void furnish(FakeHost& host) {
    furnish_apt(host);
}

void furnish_empty(FakeHost& host) {
    host.files[subject.register_file] = "";
}

} // namespace ferry::testing
