// What installers offer, as tables: the input of suggestions and of lint's "does this id exist".
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/report.hpp"
#include "core/model/ids.hpp"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace ferry::identity {

/// One row. Texts are as the table has them.
struct IndexPackage {
    PackageRef ref; // with "cask:" or "formula:"
    std::string title;
    std::vector<std::string> addresses;  // of the project
    std::string vendor;                  // address of who publishes it
    std::string repository;              // "owner/name" on GitHub
    std::vector<std::string> components; // AppStream ids
    std::string version;
    std::string section;
    bool headers = false; // what Debian has of a library for those who build with it
};

/// The tables that stand in `folder`, of those that catalog/INDEX.md describes. What is retired or
/// a font is left out. A table that is absent is not missed; one that is malformed is a problem.
Report<std::vector<IndexPackage>> read_index(const std::filesystem::path& folder);

/// Every id that the tables have, comparable, by installer; with what read_index leaves out.
Report<std::set<PackageRef>> read_index_ids(const std::filesystem::path& folder);

} // namespace ferry::identity
