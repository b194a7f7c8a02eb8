// The plain facts of one installed package, wherever they were read.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::dnf {

struct RpmRow {
    std::string name, evr, arch, vendor, summary;
    std::uint64_t installed_at = 0; // seconds since 1970
};

/// rpm's answer to kRpmFormat, a line per package. Errors: BadData with the line.
Result<std::vector<RpmRow>> parse_rpm_list(std::string_view out);
constexpr const char* kRpmFormat =
    "%{NAME}|%{EPOCHNUM}|%{VERSION}|%{RELEASE}|%{ARCH}|%{INSTALLTIME}|%{VENDOR}|%{SUMMARY}\n";

/// dnf's answer to a repoquery with kOfferFormat; dnf5 writes no line ends by itself, dnf4 does.
struct OfferRow {
    std::string name, evr, arch, repository;
    std::string download_bytes, installed_bytes;
};
Result<std::vector<OfferRow>> parse_repoquery(std::string_view out);
constexpr const char* kOfferFormat =
    "%{name}|%{epoch}|%{version}|%{release}|%{arch}|%{repoid}|%{downloadsize}|%{installsize}\\n";

} // namespace ferry::dnf
