// Walks software/ and proposed/ and takes the regular files in them.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/loader.hpp"

#include "core/identity/entry.hpp"

#include <algorithm>
#include <fstream>
#include <system_error>

namespace ferry::identity {
namespace {

namespace fs = std::filesystem;

std::string utf8(const fs::path& path) {
    const auto text = path.generic_u8string();
    return {text.begin(), text.end()};
}

/// One byte over the limit is read, so that the parser sees that there was more.
bool read_file(const fs::path& path, std::string& text) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return false;
    text.resize(kMaxEntryBytes + 1);
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    return !file.bad();
}

void read_below(const fs::path& folder, const fs::path& root,
                Report<std::vector<EntryFile>>& report) {
    std::error_code failed;
    fs::recursive_directory_iterator walk(folder, failed);
    for (const fs::recursive_directory_iterator end; !failed && walk != end;
         walk.increment(failed)) {
        std::error_code unreadable;
        if (walk->path().extension() != ".json" ||
            walk->symlink_status(unreadable).type() != fs::file_type::regular)
            continue;
        EntryFile file{utf8(walk->path().lexically_relative(root)), {}};
        if (read_file(walk->path(), file.text))
            report.value.push_back(std::move(file));
        else
            report.problems.push_back(
                {file.path, "cannot be read", "check the rights of the file", Code::Io});
    }
    if (failed)
        report.problems.push_back({utf8(folder), "cannot be read whole: " + failed.message(),
                                   "check the rights of the folder", Code::Io});
}

} // namespace

Report<std::vector<EntryFile>> read_entries(const fs::path& folder) {
    Report<std::vector<EntryFile>> report;
    bool found = false;
    for (const char* const part : {"software", "proposed"}) {
        std::error_code ignored;
        if (!fs::is_directory(folder / part, ignored)) continue;
        found = true;
        read_below(folder / part, folder, report);
    }
    if (!found)
        report.problems.push_back({utf8(folder), "has no folder \"software\" with entries in it",
                                   "name the folder of a catalog", Code::NotFound});
    std::sort(report.value.begin(), report.value.end(),
              [](const EntryFile& left, const EntryFile& right) { return left.path < right.path; });
    return report;
}

} // namespace ferry::identity
