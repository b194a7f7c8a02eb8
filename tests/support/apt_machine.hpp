// The machine of tests/fixtures/apt: what the real tools said about it, as answers of a FakeHost.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/support/fake_host.hpp"
#include "tests/support/fixture.hpp"

#include <string>

namespace ferry::testing {

inline const std::string kStatusFile = "/var/lib/dpkg/status";

inline Answer said(const std::string& name, int exit_code = 0) {
    return {.exit_code = exit_code,
            .out = fixture("apt/" + name + ".out"),
            .err = fixture("apt/" + name + ".err"),
            .status = fixture("apt/" + name + ".status")};
}

/// ex-app 1.0-1 (2.0-1 is offered), ex-lib for two architectures, ex-tool held, ex-fail half done,
/// ex-conf removed with its settings left.
inline void furnish_apt(FakeHost& host) {
    host.set_root("/srv/example/root");
    host.files[kStatusFile] = fixture("apt/status.txt");
    host.files["/var/lib/apt/extended_states"] = fixture("apt/extended_states.txt");
    host.files["/var/lib/dpkg/arch"] = "amd64\narm64\n";
    host.answer({"apt-config", "shell"}, said("config_values"));
    host.answer({"apt-config", "dump"}, said("config_dump"));
    host.answer({"apt-cache", "policy"}, said("policy"));
    host.answer({"apt-cache", "show"}, said("show"));
    host.answer({"apt-get", "-s", "dist-upgrade"}, said("simulate_dist_upgrade"));
    host.answer({"apt-get", "-s", "--only-upgrade"}, said("simulate_upgrade"));
    host.answer({"apt-get", "-s", "remove"}, said("simulate_remove"));
}

} // namespace ferry::testing
