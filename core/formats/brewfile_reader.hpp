// Reads the literal part of a Brewfile. It is a Ruby program; none of it is ever run.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/formats/manifest.hpp"

namespace ferry::formats {

Result<Report<Manifest>> read_brewfile(std::string_view content, const ReadOptions& options);

} // namespace ferry::formats
