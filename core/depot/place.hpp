// Files that no installer takes, put where programs of one person belong.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/depot/install.hpp"
#include "core/depot/runner.hpp"

#include <ferry/result.hpp>

#include <string>
#include <string_view>

namespace ferry::depot {

/// `bytes` are the checked ones. What they return says where it went, for the person.
Result<std::string> place_appimage(const Offer& offer, std::string_view bytes, const Parts& parts);

/// Whole or not at all; another version stays beside it. One folder that holds everything is taken
/// off. Errors: those of settings::read_foreign, Io.
Result<std::string> place_archive(const Offer& offer, std::string_view bytes, const Parts& parts);

/// Mounted, looked into, copied, and unmounted whatever happens.
Verdict install_dmg(const std::filesystem::path& file, const Parts& parts, StepRunner& runner);

/// The folders that `hdiutil attach -plist` says it mounted.
std::vector<std::filesystem::path> mount_points(std::string_view plist);

/// The desktop entry's text for a program at `file`.
std::string desktop_entry(const std::string& name, const std::filesystem::path& file);

} // namespace ferry::depot
