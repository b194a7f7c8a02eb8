// A property list of macOS, binary or XML; the only user of libplist.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ferry::desktop {

/// The texts that the dictionary at the top has under `keys`, in their order; empty where it has
/// none. Errors: BadData (no property list, over 1 MiB, no dictionary).
Result<std::vector<std::string>> texts_of_property_list(std::string_view bytes,
                                                        const std::vector<std::string>& keys);

} // namespace ferry::desktop
