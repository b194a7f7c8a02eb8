// A Mac with Homebrew, as answers of a FakeHost.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/support/fake_host.hpp"
#include "tests/support/fixture.hpp"

#include <string>

namespace ferry::testing {

inline const std::string kPrefix = "/opt/homebrew";
inline const std::string kRipgrep = kPrefix + "/Cellar/ripgrep/14.1.1/INSTALL_RECEIPT.json";
inline const std::string kPcre = kPrefix + "/Cellar/pcre2/10.46/INSTALL_RECEIPT.json";
inline const std::string kPaint = kPrefix + "/Caskroom/example-paint/.metadata/";

/// ripgrep (asked for), pcre2 (a dependency, pinned), the cask example-paint; fd is on offer.
/// In a container, so that brew runs as root.
inline void furnish_brew(FakeHost& host) {
    host.files["/.dockerenv"] = "";
    host.files[kPrefix + "/bin/brew"] = "";
    host.files[kRipgrep] = fixture("brew/formula-6.json");
    host.files[kPcre] = fixture("brew/formula-4.json");
    host.files[kPrefix + "/var/homebrew/pinned/pcre2"] = "";
    host.files[kPaint + "INSTALL_RECEIPT.json"] = fixture("brew/cask-6.json");
    host.files[kPaint + "4.2,1187/20251122081500.123/Casks/example-paint.json"] = "{}";
    host.answer({"info", "--json=v2"}, {.out = fixture("brew/info.json")});
    host.answer({"outdated", "--json=v2"}, {.out = fixture("brew/outdated.json")});
}

} // namespace ferry::testing
