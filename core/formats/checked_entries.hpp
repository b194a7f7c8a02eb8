// What a writer may write: packages of its installer, with ids that fit, sorted, each once.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/formats/manifest.hpp"

namespace ferry::formats {

/// What is left out becomes a problem.
std::vector<Entry> checked_entries(const std::vector<Entry>& entries, const InstallerId& installer,
                                   std::vector<Problem>& problems);

/// Each comment as lines that begin with "# "; control characters cannot end one early.
std::string comment_text(const std::vector<std::string>& comments);

} // namespace ferry::formats
