// The files that settings rules take on this machine, found by name; none is opened yet.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/settings/capture.hpp"

#include <string>
#include <vector>

namespace ferry::settings {

struct Candidate {
    std::string rule;
    std::string path; // below the rule's folder
    std::filesystem::path file;
    std::uint64_t bytes;
};

struct Candidates {
    std::vector<Candidate> files;
    Capture left_out; // everything but its files
};

/// Errors: as `capture`, but for the limit of bytes.
Result<Candidates> find_candidates(const std::vector<identity::SettingsRule>& rules,
                                   const Places& places, const ReadOnlyFiles& files,
                                   const CaptureOptions& options);

} // namespace ferry::settings
