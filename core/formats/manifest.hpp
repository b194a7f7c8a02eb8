// What a foreign manifest says, in our words: a list of packages, and what was left out of it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/clock.hpp"
#include "core/base/report.hpp"
#include "core/model/ids.hpp"
#include "core/model/inventory.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::formats {

/// One package that a manifest names. Its id fits the grammar of its installer.
struct Entry {
    PackageRef ref;
    std::string version{}; // empty: the manifest names none
    std::string origin{};  // source, tap or remote: "winget", "msstore", "example/tools"
    Scope scope = Scope::Unknown;
    std::size_t line = 0; // in the manifest, from 1

    bool operator==(const Entry&) const = default;
};

struct Manifest {
    std::string format;         // name of the Format that read it
    std::vector<Entry> entries; // in the order of the file; each package once
};

/// The entries as a device's inventory would have them: sorted, and asked for by a person.
std::vector<InstallerInventory> as_inventory(const Manifest& manifest);

struct ReadOptions {
    std::string target_os = "linux"; // decides lines that hold on one system only
};

struct WriteOptions {
    UnixMillis created = 0;              // 0: not written
    std::vector<std::string> comments{}; // put at the top where the format has comments
};

/// A reader answers with an Error where the file as a whole cannot be trusted (broken, truncated,
/// over its limits), and with problems for single things that were not understood or dropped on
/// purpose: one each, with "line 12" as subject, the reason, and what a person can do. Nothing in
/// a manifest is ever run, fetched or passed on as an argument.
using Reader = Result<Report<Manifest>> (*)(std::string_view content, const ReadOptions& options);

/// A writer leaves out, with a problem, what is no package of its installer.
using Writer = Report<std::string> (*)(const std::vector<Entry>& entries,
                                       const WriteOptions& options);

} // namespace ferry::formats
