// The lines that apt writes for programs (APT::Status-Fd): what it is doing, and how far it is.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace ferry::apt {

enum class StatusKind {
    Download, // dlstatus: runs from 0 to 100 on its own
    Package,  // pmstatus: runs from 0 to nearly 100 on its own
    Error,    // pmerror
    Conffile, // pmconffile: a question that the conffile options have answered
    Medium    // media-change: a question that nobody can answer
};

/// The views point into the line.
struct StatusLine {
    StatusKind kind = StatusKind::Package;
    std::string_view subject; // a package without architecture, or a path, or "dpkg-exec"
    std::uint32_t permille = 0;
    std::string_view text;
};

/// "pmstatus:ex-app:23.0769:Unpacking ex-app (amd64)". Nothing for any other line.
std::optional<StatusLine> parse_status_line(std::string_view line);

/// The package that an error's subject is about: the name, also where it is the path of a .deb
/// file.
std::string_view package_of(std::string_view subject);

} // namespace ferry::apt
