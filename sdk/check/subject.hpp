// What is checked: a library, the plugin.json beside it, and a folder of samples.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "sdk/check/call.hpp"

#include <ferry/result.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace ferry::check {

struct Subject {
    std::filesystem::path library; // absolute
    std::filesystem::path samples; // may not exist
    std::string id;                // of plugin.json; empty where that is not readable
    bool expects_absence = false;  // plugin.json says what must be there
    bool has_samples = false;
    std::vector<Finding> findings; // of the rules that need no process: metadata, exports, samples
    std::vector<std::string> notes;
};

/// `file` is a plugin's library, or the folder that holds it and its plugin.json. `samples`: empty
/// for the folder "samples" beside the library. Errors: NotFound (no such file), naming it.
Result<Subject> find_subject(const std::string& file, const std::string& samples);

} // namespace ferry::check
