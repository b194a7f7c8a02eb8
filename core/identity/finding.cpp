// How findings are told.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/finding.hpp"

#include <algorithm>
#include <string_view>

namespace ferry::identity {
namespace {

/// "software/g/git.json" at the end of a path, whatever stands in front.
std::string_view below_catalog(std::string_view path) {
    auto at = path.size();
    for (int folders = 0; folders < 3 && at != std::string_view::npos; ++folders)
        at = at == 0 ? std::string_view::npos : path.rfind('/', at - 1);
    return at == std::string_view::npos ? path : path.substr(at + 1);
}

bool concerns(const Finding& finding, std::string_view path) {
    const auto file = below_catalog(path);
    const auto name = file.substr(file.rfind('/') + 1);
    const auto id = '"' + std::string(name.substr(0, name.rfind('.'))) + '"';
    return finding.file == file || finding.reason.find(file) != std::string::npos ||
           finding.reason.find(id) != std::string::npos;
}

} // namespace

std::string Finding::text() const {
    const auto place = line == 0 ? file : file + ":" + std::to_string(line);
    return place + (severity == Severity::Warning ? ": warning: " : ": ") + reason;
}

std::vector<Finding> concerning(std::vector<Finding> findings,
                                const std::vector<std::string>& files) {
    if (files.empty()) return findings;
    std::erase_if(findings, [&](const Finding& finding) {
        return std::none_of(files.begin(), files.end(),
                            [&](const std::string& file) { return concerns(finding, file); });
    });
    return findings;
}

bool has_errors(const std::vector<Finding>& findings) {
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding& finding) { return finding.severity == Severity::Error; });
}

} // namespace ferry::identity
