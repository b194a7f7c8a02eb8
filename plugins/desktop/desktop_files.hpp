// Desktop files in the places where no package manager puts any.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/plugin.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ferry::desktop {

struct Starter {
    std::string id; // desktop file id without ".desktop": "org.example.Paint"
    std::string name;
    std::string version;
    std::string exec;
};

/// Sorted by id, each once: the person's own file goes before the machine's. What cannot be read
/// is logged, not an error.
std::vector<Starter> desktop_files(const sdk::Host& host);

/// Whether one of them starts this program.
bool started_by(const std::vector<Starter>& starters, std::string_view path);

} // namespace ferry::desktop
