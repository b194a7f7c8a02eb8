// A home folder, a runner that runs nothing, and what depot::install needs of them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/depot/install.hpp"
#include "tests/support/depot_offer.hpp"
#include "tests/support/scripted_runner.hpp"
#include "tests/support/temporary_folder.hpp"

#include <fstream>
#include <iterator>
#include <string>

namespace ferry::testing {

struct DepotHome {
    explicit DepotHome(std::string os = "linux") {
        parts.os = std::move(os);
        std::filesystem::create_directories(folder.path() / "cache");
        std::filesystem::permissions(folder.path() / "cache", std::filesystem::perms::owner_all);
    }

    /// Writes the file that the offer names, and installs it.
    Outcome install(const depot::Offer& offer, const std::string& content) {
        const auto file = folder.path() / "cache" / offer.file;
        std::ofstream(file, std::ios::binary) << content;
        return depot::install(offer, file, parts, events);
    }
    std::string text(const std::string& name) const {
        std::ifstream file(folder.path() / name, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(file), {});
    }
    bool has(const std::string& name) const {
        return RealFiles().exists(folder.path() / from_utf8(name));
    }

    TemporaryFolder folder;
    RealFiles files;
    ScriptedRunner runner;
    host::Elevation elevation{runner, false};
    Paths paths{folder.path() / "config", folder.path() / "data", folder.path() / "cache",
                folder.path()};
    depot::Parts parts{files, runner, elevation, paths, "linux", "/", folder.path() / "apps"};
    host::ActionEvents events{};
};

} // namespace ferry::testing
