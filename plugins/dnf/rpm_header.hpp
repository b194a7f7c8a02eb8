// One header of rpm's database: an index of tags and the data that it points into.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace ferry::dnf {

/// Views into the header.
struct RpmPackage {
    std::string_view name, version, release, arch, vendor, summary;
    std::uint32_t epoch = 0;
    std::uint32_t installed_at = 0; // seconds since 1970

    /// "EPOCH:VERSION-RELEASE", without an epoch of 0: as dnf shows it.
    std::string evr() const;
};

/// `blob`: as in the table Packages, so without magic and lead. Form: rpm's own documentation of
/// its header format, version 4 and 6. Errors: BadData with the offset within the header.
Result<RpmPackage> parse_rpm_header(std::string_view blob);

} // namespace ferry::dnf
