// Application bundles of macOS.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/plugin.hpp>

#include <string>
#include <vector>

namespace ferry::desktop {

struct Bundle {
    std::string id; // CFBundleIdentifier: "org.mozilla.firefox"
    std::string name;
    std::string version;
};

/// In /Applications and the person's own, and in folders right below; sorted by id, each once.
/// Apple's own are left out: they are part of the system. What cannot be read is logged.
std::vector<Bundle> bundles(const sdk::Host& host);

} // namespace ferry::desktop
