// From entry files to the one binary index that recognition reads.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/report.hpp"
#include "core/identity/entry.hpp"
#include "core/identity/loader.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace ferry::identity {

/// The entries without errors, sorted by path, curated before proposed. A malformed entry is left
/// out and is a problem; so is the second of two files with one id. Pure.
Report<std::vector<Entry>> usable_entries(const std::vector<EntryFile>& files);

/// The bytes of an index: equal files give equal bytes, whatever their order. `origin` says in
/// words what they are ("the catalog of Ferry 0.1.0"). Pure.
Report<std::string> compile_catalog(const std::vector<EntryFile>& files, const std::string& origin);

/// The same over a folder, written to `target` by rename: the old index or the new one, never half.
/// The value is the number of entries. Problems with Code::Io mean that nothing was written.
Report<std::size_t> compile_folder(const std::filesystem::path& folder,
                                   const std::filesystem::path& target, const std::string& origin);

} // namespace ferry::identity
