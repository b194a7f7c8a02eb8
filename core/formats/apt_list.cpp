// Names only: versions and repositories belong to a release.
// SPDX-License-Identifier: Apache-2.0
#include "core/formats/apt_list.hpp"

#include "core/formats/checked_entries.hpp"

namespace ferry::formats {

Report<std::string> write_apt_list(const std::vector<Entry>& entries, const WriteOptions& options) {
    Report<std::string> report;
    const auto checked = checked_entries(entries, {"apt"}, report.problems);
    report.value = comment_text(options.comments);
    for (const auto& entry : checked)
        report.value += entry.ref.id.text + "\n";
    return report;
}

} // namespace ferry::formats
