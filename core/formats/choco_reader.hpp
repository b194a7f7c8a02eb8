// Reads Chocolatey's packages.config, as `choco export` writes it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/formats/manifest.hpp"

namespace ferry::formats {

Result<Report<Manifest>> read_choco(std::string_view content, const ReadOptions& options);

} // namespace ferry::formats
