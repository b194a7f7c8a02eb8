// Short forms of what a reader gives, so that a test shows only what it is about.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/formats/manifest.hpp"

#include <string>
#include <vector>

namespace ferry::testing {

/// "brew:formula:git", in the order of the file.
inline std::vector<std::string> refs(const formats::Manifest& manifest) {
    std::vector<std::string> texts;
    for (const auto& entry : manifest.entries)
        texts.push_back(entry.ref.text());
    return texts;
}

/// "line 3: what is wrong".
inline std::vector<std::string> notes(const Report<formats::Manifest>& report) {
    std::vector<std::string> texts;
    for (const auto& problem : report.problems)
        texts.push_back(problem.subject + ": " + problem.what);
    return texts;
}

} // namespace ferry::testing
