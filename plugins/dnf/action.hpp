// Installing, removing and upgrading through dnf.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/kit/verdict.hpp"

#include <ferry/plugin.hpp>

namespace ferry::dnf {

/// A removal that would take others along is refused and names them. Errors: as read_database.
Result<void> act(const sdk::Host& host, kit::Verb verb, sdk::Ids ids);

} // namespace ferry::dnf
