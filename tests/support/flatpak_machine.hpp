// The machine of tests/fixtures/flatpak, as answers of a FakeHost.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/support/fake_host.hpp"
#include "tests/support/fixture.hpp"

#include <string>

namespace ferry::testing {

inline const std::string kFlatpakUser = "/home/me/.local/share/flatpak";
inline const std::string kFlatpakSystem = "/var/lib/flatpak";
inline const std::string kHelloDeploy =
    kFlatpakUser + "/app/org.example.Hello/x86_64/stable/active/deploy";
inline const std::string kPlatformDeploy =
    kFlatpakUser + "/runtime/org.example.Platform/x86_64/1/active/deploy";

/// org.example.Hello 1.2.3 (masked) and its runtime, both of the person; Paint is on offer.
inline void furnish_flatpak(FakeHost& host) {
    host.files["/usr/bin/flatpak"] = "";
    host.files[kFlatpakUser + "/repo/config"] = fixture("flatpak/config");
    host.files[kHelloDeploy] = fixture("flatpak/hello.deploy");
    host.files[kPlatformDeploy] = fixture("flatpak/platform.deploy");
    host.answer({"flatpak", "remote-ls"}, {.out = fixture("flatpak/remote_ls.out")});
}

/// The same file with another commit and version: what an update leaves.
inline std::string newer_deploy() {
    auto bytes = fixture("flatpak/hello.deploy");
    bytes[4] = 'f';
    bytes.replace(bytes.find("1.2.3"), 5, "1.3.0");
    return bytes;
}

} // namespace ferry::testing
