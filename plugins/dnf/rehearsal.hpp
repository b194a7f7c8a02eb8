// Whether what dnf would do is what was asked for.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/dnf/names.hpp"
#include "plugins/kit/change.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace ferry::dnf {

/// What speaks against the change; `output` is that of a rehearsal. Further packages may come in,
/// because that is what dependencies are; nothing else may go, and no other may come in its place.
std::optional<kit::Verdict> unasked(const sdk::Output& output, kit::Verb verb,
                                    const std::vector<Target>& asked);

} // namespace ferry::dnf
