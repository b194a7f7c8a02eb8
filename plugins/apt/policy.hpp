// What apt-cache says of packages on offer: which version, from where, how large.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/apt/names.hpp"

#include <ferry/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::apt {

/// One package that apt knows by name, which is not to say that it can be installed.
struct Policy {
    Target target;
    std::string candidate; // empty: none, as for names that other packages only provide
    std::string origin;    // "http://deb.example.org/debian bookworm/main", without credentials;
                           // empty: no source has the candidate, only this machine itself

    bool offered() const { return !candidate.empty() && !origin.empty(); }
};

/// `apt-cache policy NAME:ARCH...`. Names that apt does not know are left out by apt itself.
/// Errors: BadData.
Result<std::vector<Policy>> parse_policy(std::string_view out, std::string_view native_arch);

struct Sizes {
    Target target; // "all" counts as the native architecture
    std::string version;
    std::uint64_t download_bytes;  // sdk::kUnknownSize where not told
    std::uint64_t installed_bytes; // likewise
};

/// `apt-cache show --no-all-versions NAME:ARCH...`. Errors: BadData.
Result<std::vector<Sizes>> parse_show(std::string_view out, std::string_view native_arch);

} // namespace ferry::apt
