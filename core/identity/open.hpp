// Opens the catalog: compiled indexes, and folders of entries that go over them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/report.hpp"
#include "core/identity/catalog.hpp"

#include <filesystem>
#include <memory>
#include <vector>

namespace ferry::identity {

/// Later ones win, entry by entry; overlays win over all indexes.
struct CatalogSources {
    std::vector<std::filesystem::path> indexes;    // share/ferry/catalog/index.bin
    std::vector<std::filesystem::path> overlays{}; // with software/ and proposed/ in them
};

/// Never null: what could not be opened is a problem, and the rest serves. An index that is
/// truncated, damaged or of another version is refused whole; a malformed entry of an overlay is
/// left out. The index files stay mapped: replace them by rename only.
Report<std::unique_ptr<Catalog>> open_catalog(const CatalogSources& sources);

} // namespace ferry::identity
