// Reads what `winget export` writes, schemas 1.0 and 2.0.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/formats/manifest.hpp"

namespace ferry::formats {

Result<Report<Manifest>> read_winget(std::string_view content, const ReadOptions& options);

} // namespace ferry::formats
