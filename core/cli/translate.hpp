// Packages of one installer as packages of another, through the catalog.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/identity/catalog.hpp"
#include "core/model/device.hpp"
#include "core/model/ids.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ferry::cli {

struct Mapped {
    PackageRef from;
    PackageRef to;
    std::optional<SoftwareId> software; // none: the same package, unknown to the catalog
    std::string why;                    // "curated", "proposed", "same"
    std::vector<std::string> needs;
};

struct Unmapped {
    PackageRef from;
    std::string reason;
};

struct Translation {
    std::vector<Mapped> mapped; // in the order of the source; each target once
    std::vector<Unmapped> unmapped;
};

/// `target_device` decides which of several packages fits ("on" in the catalog).
Translation translate(const identity::Catalog& catalog, const std::vector<PackageRef>& packages,
                      const InstallerId& target, const Device& target_device);

} // namespace ferry::cli
