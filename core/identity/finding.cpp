// How findings are told.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/finding.hpp"

#include <algorithm>

namespace ferry::identity {

std::string Finding::text() const {
    const auto place = line == 0 ? file : file + ":" + std::to_string(line);
    return place + (severity == Severity::Warning ? ": warning: " : ": ") + reason;
}

bool has_errors(const std::vector<Finding>& findings) {
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding& finding) { return finding.severity == Severity::Error; });
}

} // namespace ferry::identity
