// What is wrong with a catalog file, and where.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace ferry::identity {

enum class Severity { Warning, Error };

struct Finding {
    std::string file;     // below the catalog's folder
    std::size_t line = 0; // from 1; 0: the file as a whole
    Severity severity = Severity::Error;
    std::string reason; // lower case, names the thing and the value

    bool operator==(const Finding&) const = default;
    /// "software/f/firefox.json:4: warning: ..."; an error has no word in front.
    std::string text() const;
};

/// Of the findings those that are in one of the files or speak of one, or of its id. A file may
/// be written with folders in front, and need not be there any more. No files: all findings.
std::vector<Finding> concerning(std::vector<Finding> findings,
                                const std::vector<std::string>& files);

bool has_errors(const std::vector<Finding>& findings);

} // namespace ferry::identity
