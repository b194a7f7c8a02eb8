// Why a package is here and where it came from, as dnf remembers it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/plugin_abi.h>
#include <ferry/result.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::dnf {

struct Memory {
    ferry_reason reason = FERRY_REASON_UNKNOWN;
    std::string repository;
};

/// By "NAME.ARCH".
using Memories = std::map<std::string, Memory, std::less<>>;

/// libdnf5's packages.toml and nevras.toml, the shape that it writes. Errors: BadData with the
/// line.
Result<void> read_packages_toml(std::string_view content, Memories& to);
Result<void> read_nevras_toml(std::string_view content, Memories& to);

/// One row of dnf4's history (name, arch, action, reason, repository), oldest first: the last one
/// of a package decides. Numbers: reason 1 dependency, 2 user, 4 weak dependency, 5 group; action 8
/// removed.
void take_history(const std::vector<std::string_view>& row, Memories& to);

/// The names in dnf4's versionlock.list and dnf5's versionlock.toml.
std::vector<std::string> locked_in_list(std::string_view content);
std::vector<std::string> locked_in_toml(std::string_view content);

} // namespace ferry::dnf
