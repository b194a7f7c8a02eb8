// The brew plugin's machine.
// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/subject.hpp"
#include "tests/support/brew_machine.hpp"

namespace ferry::testing {

const Subject subject{kRipgrep,
                      "formula:ripgrep",
                      "formula:fd",
                      {"ripgrep", "formula:", "cask:", "formula:./x.rb", "formula:x.rb",
                       "formula:https://example.org/x.rb", "formula:/tmp/x", "formula:-x",
                       "formula:user/x", "formula:user/repo/more/x", "formula:x y", "cask:--zap",
                       "Formula:x"}};

void furnish(FakeHost& host) {
    furnish_brew(host);
}

void furnish_empty(FakeHost& host) {
    host.files["/.dockerenv"] = "";
    host.files[kPrefix + "/bin/brew"] = "";
}

} // namespace ferry::testing
