// Writes what `winget import` reads, schema 2.0.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/formats/manifest.hpp"

namespace ferry::formats {

/// Store ids go to the source msstore, all others to winget. Comments cannot be written.
Report<std::string> write_winget(const std::vector<Entry>& entries, const WriteOptions& options);

} // namespace ferry::formats
