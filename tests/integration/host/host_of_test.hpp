// The real host over the plugins of these tests, with limits that a test can wait for.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/host/make.hpp"
#include "core/platform/process.hpp"

#include <memory>

namespace ferry::testing {

/// For plugins that never end.
inline host::WorkerLimits impatient() {
    host::WorkerLimits limits;
    limits.silence = std::chrono::seconds(2);
    limits.reading = std::chrono::seconds(4);
    return limits;
}

struct HostOfTest {
    explicit HostOfTest(const host::WorkerLimits& limits = {},
                        const std::filesystem::path& root = "/") {
        host::HostOptions options;
        options.plugin_folders = {FERRY_TEST_PLUGINS};
        options.root = root;
        options.home = root / "home/ana";
        options.worker = std::filesystem::path(FERRY_BUILD_DIR) / "bin/ferry-worker";
        options.device = {"pc", "linux", "12", "debian", "x86_64"};
        options.limits = limits;
        installers = host::make_installers(options, files, processes);
    }

    RealFiles files;
    RealProcessRunner processes;
    std::unique_ptr<host::Installers> installers;
};

} // namespace ferry::testing
