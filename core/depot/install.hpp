// Installs one file of the depot on this device.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/depot/offer.hpp"
#include "core/host/elevation.hpp"
#include "core/host/installers.hpp"
#include "core/model/action.hpp"
#include "core/platform/files.hpp"
#include "core/platform/paths.hpp"
#include "core/platform/process.hpp"

#include <filesystem>
#include <string>

namespace ferry::depot {

/// What is used; all of it outlives the call.
struct Parts {
    Files& files;
    ProcessRunner& processes;
    host::Elevation& elevation;
    const Paths& paths;
    std::string os;                   // of this device
    std::filesystem::path root = "/"; // another tree for dpkg, dnf and rpm
    std::filesystem::path applications = "/Applications";
};

/// `file`: fetched and verified, in a folder that only the person can write. It is hashed once more
/// right before the first program sees it, and what does not fit is refused before that. Places:
///   appimage  ~/Applications/SOFTWARE.AppImage and a desktop entry
///   archive   DATA/depot/SOFTWARE/VERSION, with ~/.local/bin leading to what its bin/ has
///   dmg       the one .app to /Applications, or its one .pkg
/// The outcome's id is the software; its message says where it went, or why not. Called from one
/// thread at a time; events as for host::Installers, `on_outcome` is not called.
Outcome install(const Offer& offer, const std::filesystem::path& file, const Parts& parts,
                const host::ActionEvents& events);

} // namespace ferry::depot
