// The command lines of flatpak.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/plugin.hpp>

#include <string>
#include <vector>

namespace ferry::flatpak {

/// `flatpak ARGUMENTS`, on the tree that is read: flatpak sees this machine, so another root's
/// installations are named to it. Reads only.
sdk::Command query_command(const sdk::Host& host, std::vector<std::string> arguments);

/// With the time that a download needs; after a cancel flatpak may finish the ref at hand.
sdk::Command change_command(const sdk::Host& host, std::vector<std::string> arguments);

} // namespace ferry::flatpak
