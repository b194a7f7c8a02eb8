// Settings told to people: what travels, what does not, what differs.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/cli/context.hpp"
#include "core/settings/capture.hpp"
#include "core/settings/placement.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace ferry::cli {

/// "3 files, 12 kB".
std::string size_words(const std::vector<settings::SettingsFile>& files);

/// On stderr, a line per file that was left out and why.
void tell_left_out(Context& context, const std::string& software, const settings::Capture& capture);

const char* to_text(settings::Difference difference); // "same", "changed", "new"

/// Lines that differ between two texts, as "- old" and "+ new", without the equal ones at both
/// ends; one line of words where it is no text.
std::string line_difference(const std::string& before, const std::string& after);

} // namespace ferry::cli
