// Only names that fit brew's grammar get here, so nothing needs escaping.
// SPDX-License-Identifier: Apache-2.0
#include "core/formats/brewfile_writer.hpp"

#include "core/formats/checked_entries.hpp"

#include <set>

namespace ferry::formats {

Report<std::string> write_brewfile(const std::vector<Entry>& entries, const WriteOptions& options) {
    Report<std::string> report;
    const auto checked = checked_entries(entries, {"brew"}, report.problems);
    std::set<std::string> taps;
    std::string formulae;
    std::string casks;
    for (const auto& entry : checked) {
        const auto& id = entry.ref.id.text;
        const auto name = id.substr(id.find(':') + 1);
        const auto slash = name.rfind('/');
        if (slash != std::string::npos) taps.insert(name.substr(0, slash));
        if (id.starts_with("cask:"))
            casks += "cask \"" + name + "\"\n";
        else
            formulae += "brew \"" + name + "\"\n";
    }
    report.value = comment_text(options.comments);
    for (const auto& tap : taps)
        report.value += "tap \"" + tap + "\"\n";
    report.value += formulae + casks;
    return report;
}

} // namespace ferry::formats
