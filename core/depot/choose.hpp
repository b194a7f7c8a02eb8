// Which installer file of the depot is for this device, or why none is.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/depot/offer.hpp"

#include <ferry/result.hpp>

#include <string>
#include <vector>

namespace ferry::depot {

/// Fields as those of a Device.
struct Target {
    std::string os;
    std::string os_version; // empty: not known; then only files for any version fit
    std::string distribution;
    std::string arch;
};

struct Choice {
    Offer offer;
    bool emulated = false; // made for x86_64, and this device runs that beside its own
};

/// `offers` are of one software. The newest version wins; among equals the one for this very
/// architecture, then the one that names distribution and version, then a package that the system
/// keeps track of. Errors: NotFound, in words that name the nearest miss.
Result<Choice> choose(const std::vector<Offer>& offers, const Target& target);

} // namespace ferry::depot
