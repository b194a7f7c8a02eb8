// Which installer comes first where several could give the same software.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/planner/planner.hpp"

#include <cstddef>

namespace ferry::planner {

/// Smaller is better; equal ranks are equally good, and a person has to choose. What the person
/// said comes first; then what the person uses here already; then, of those, the system's own
/// installer for tools of the command line, and flatpak or Homebrew for desktop applications.
std::size_t rank_of(const InstallerId& installer, bool desktop, const PlanInput& input);

} // namespace ferry::planner
