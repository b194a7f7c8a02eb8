// What has to be run to install a file: plain data, so that it can be shown, tested and refused.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/depot/offer.hpp"

#include <ferry/result.hpp>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace ferry::depot {

/// One program with its arguments. No shell is involved.
struct Step {
    std::vector<std::string> argv;
    std::vector<std::pair<std::string, std::string>> environment{};
    bool needs_elevation = false;

    bool operator==(const Step&) const = default;
};

/// What this machine has to install with.
struct Tools {
    bool apt_get = false;
    bool dnf = false;
    std::filesystem::path root = "/"; // another tree that dpkg, dnf and rpm are to change
};

/// For deb, rpm, msi, exe and pkg; the other formats are placed by Ferry itself. `file` is
/// absolute. Errors: NotSupported (no silent arguments, so that it would ask; a format without
/// steps).
Result<std::vector<Step>> steps_of(const Offer& offer, const std::filesystem::path& file,
                                   const Tools& tools);

/// What a person would type in the usual shell of the offer's system to install the file: sh, zsh,
/// PowerShell. For a file that is only to be fetched.
std::string by_hand(const Offer& offer, const std::filesystem::path& file);

} // namespace ferry::depot
