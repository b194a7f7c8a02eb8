// Writes a Brewfile, in the order in which `brew bundle dump` does: taps, formulae, casks.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/formats/manifest.hpp"

namespace ferry::formats {

Report<std::string> write_brewfile(const std::vector<Entry>& entries, const WriteOptions& options);

} // namespace ferry::formats
