// What dpkg's status file says of each package.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/apt/deb822.hpp"

#include <ferry/result.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace ferry::apt {

enum class State {
    Absent,    // never installed, or removed with its settings left
    Installed, // complete: what dpkg-query marks with "i"
    Broken     // unpacked, half-configured, half-installed, triggers open, or to be reinstalled
};

/// The views point into the text that was parsed.
struct StatusEntry {
    std::string_view name;
    std::string_view version; // empty only where Absent, or Broken before it was unpacked
    std::string_view arch;
    State state = State::Absent;
    bool held = false;
    bool base = false; // essential, protected, or of priority required or important
    std::size_t line = 0;
};

/// Entries in the order of the file. One malformed entry spoils the whole file, because nobody can
/// tell what else is wrong with it. Errors: BadData, "line 12: ...".
Result<std::vector<StatusEntry>> parse_status(std::string_view text,
                                              Ending ending = Ending::EmptyLine);

} // namespace ferry::apt
