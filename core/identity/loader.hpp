// Reads a folder of entries. The only place where the catalog's JSON files meet the disk.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/report.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace ferry::identity {

struct EntryFile {
    std::string path; // below the folder, with '/': "software/f/firefox.json"
    std::string text;
};

/// All "*.json" below software/ and proposed/ of `folder`, sorted by path. Links are not followed.
/// A file that cannot be read is a problem; so is a folder that does not exist.
Report<std::vector<EntryFile>> read_entries(const std::filesystem::path& folder);

} // namespace ferry::identity
