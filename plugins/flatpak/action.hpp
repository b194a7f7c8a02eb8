// Installing, removing and upgrading through flatpak.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/kit/verdict.hpp"

#include <ferry/plugin.hpp>

namespace ferry::flatpak {

/// What is asked for goes into the person's own installation where that has the remote, else into
/// the system's. No remote is ever added. Data of removed apps stays. Errors: as rows() and
/// offers().
Result<void> act(const sdk::Host& host, kit::Verb verb, sdk::Ids ids);

} // namespace ferry::flatpak
