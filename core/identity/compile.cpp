// Parses, leaves out what is malformed, and writes the rest.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/compile.hpp"

#include "core/identity/fetched.hpp"
#include "core/identity/index_writer.hpp"

#include <algorithm>
#include <map>

namespace ferry::identity {
namespace {

namespace fs = std::filesystem;

Problem left_out(const Finding& finding) {
    const auto line = finding.line == 0 ? "" : "line " + std::to_string(finding.line) + ": ";
    return {finding.file, "entry left out: " + line + finding.reason,
            "ferry catalog lint tells everything that is wrong with it", Code::BadData};
}

std::vector<const EntryFile*> sorted_by_path(const std::vector<EntryFile>& files) {
    std::vector<const EntryFile*> sorted;
    for (const auto& file : files)
        sorted.push_back(&file);
    std::sort(sorted.begin(), sorted.end(), [](const EntryFile* left, const EntryFile* right) {
        // "software/" before "proposed/": what a person confirmed goes first.
        return std::make_pair(left->path.starts_with("proposed/"), left->path) <
               std::make_pair(right->path.starts_with("proposed/"), right->path);
    });
    return sorted;
}

} // namespace

Report<std::vector<Entry>> usable_entries(const std::vector<EntryFile>& files) {
    Report<std::vector<Entry>> report;
    std::map<SoftwareId, std::string> taken;
    for (const auto* file : sorted_by_path(files)) {
        auto parsed = parse_entry(file->path, file->text);
        const auto error = std::find_if(
            parsed.findings.begin(), parsed.findings.end(),
            [](const Finding& finding) { return finding.severity == Severity::Error; });
        if (error != parsed.findings.end()) {
            report.problems.push_back(left_out(*error));
            continue;
        }
        const auto [first, fresh] = taken.emplace(parsed.entry.id, file->path);
        if (fresh)
            report.value.push_back(std::move(parsed.entry));
        else
            report.problems.push_back(left_out({file->path, parsed.lines.id, Severity::Error,
                                                "its id is that of " + first->second}));
    }
    return report;
}

Report<std::string> compile_catalog(const std::vector<EntryFile>& files,
                                    const std::string& origin) {
    Report<std::string> report;
    auto entries = usable_entries(files);
    report.add(std::move(entries.problems));
    auto bytes = write_index(entries.value, origin);
    if (bytes)
        report.value = std::move(*bytes);
    else
        report.problems.push_back({origin, bytes.error().message, "", Code::Io});
    return report;
}

Report<std::size_t> compile_folder(const fs::path& folder, const fs::path& target,
                                   const std::string& origin) {
    Report<std::size_t> report;
    auto files = read_entries(folder);
    auto entries = usable_entries(files.value);
    report.add(std::move(files.problems));
    report.add(std::move(entries.problems));
    const auto bytes = write_index(entries.value, origin);
    const auto written = bytes ? write_by_rename(target, *bytes) : Result<void>(bytes.error());
    if (written)
        report.value = entries.value.size();
    else
        report.problems.push_back(
            {target.string(), written.error().message, "nothing was written", Code::Io});
    return report;
}

} // namespace ferry::identity
