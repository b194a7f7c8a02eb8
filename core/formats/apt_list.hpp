// Writes a list of apt packages: one name per line, as apt-mark showmanual prints it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/formats/manifest.hpp"

namespace ferry::formats {

Report<std::string> write_apt_list(const std::vector<Entry>& entries, const WriteOptions& options);

} // namespace ferry::formats
