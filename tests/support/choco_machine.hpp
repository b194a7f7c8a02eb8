// A Windows machine with Chocolatey, as answers of a FakeHost.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/support/fake_host.hpp"
#include "tests/support/fixture.hpp"

#include <string>

namespace ferry::testing {

inline const std::string kChoco = "C:/ProgramData/chocolatey";
inline const std::string kPaintNuspec = kChoco + "/lib/example-paint/example-paint.nuspec";

inline std::string nuspec(const std::string& id, const std::string& version) {
    return "<package><metadata><id>" + id + "</id><version>" + version +
           "</version></metadata></package>";
}

/// example-paint 4.2.0 and vcredist140, which it needs; fd is on offer.
inline void furnish_choco(FakeHost& host) {
    host.files[kChoco + "/choco.exe"] = "";
    host.files[kPaintNuspec] = fixture("choco/paint.nuspec");
    host.files[kChoco + "/lib/vcredist140/vcredist140.nuspec"] = nuspec("vcredist140", "14.38");
    host.answer({"choco", "search"}, {.out = "fd|10.3.0\n"});
    host.answer({"choco", "outdated"}, {.out = "Id|Version|Available|Pinned\n"
                                               "example-paint|4.2.0|4.3.1|false\n"
                                               "vcredist140|14.38|14.38|false\n"});
}

} // namespace ferry::testing
