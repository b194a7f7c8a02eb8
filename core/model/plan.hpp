// A plan: what would have to happen here so that ticked software of another device is here too.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/model/ids.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ferry {

enum class LineKind {
    Present,
    Install,
    Unconfirmed,
    Choose,
    Alternative,
    Depot,
    Declined,
    NoCounterpart,
    Unmapped
};

const char* to_text(LineKind kind); // "present", "no-counterpart"
std::optional<LineKind> line_kind_from_text(const std::string& text);

/// A package that would be, or is, on one side of a line.
struct PlanPackage {
    PackageRef ref;
    std::string version; // empty where not known

    bool operator==(const PlanPackage&) const = default;
};

struct PlanLine {
    LineKind kind = LineKind::Unmapped;
    std::optional<SoftwareId> software; // none for unmapped
    std::string name;                   // for people
    std::optional<PlanPackage> from;    // none where a trace was the source
    std::optional<PlanPackage> to;
    std::vector<PlanPackage> choices; // for choose and alternative, in order of preference
    bool ticked = false;
    std::string reason;             // in words; empty where the kind says it all
    std::vector<std::string> needs; // repositories, taps, remotes to be added first

    bool operator==(const PlanLine&) const = default;
};

struct Plan {
    std::string from; // device or file
    std::string to;   // this device
    std::vector<PlanLine> lines;
};

} // namespace ferry
