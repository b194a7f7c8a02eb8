// The architecture that packages without a ':arch' have on the machine below the root.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/apt/dpkg_status.hpp"

#include <ferry/plugin.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ferry::apt {

/// What the machine calls itself ("x86_64") in Debian's words ("amd64"); unchanged where no
/// other word is known.
std::string_view debian_arch(std::string_view machine);

/// dpkg's arch file says it where there are foreign ones; else dpkg is built for it; else the
/// machine is.
std::string native_arch(const sdk::Host& host, const std::vector<StatusEntry>& entries);

} // namespace ferry::apt
