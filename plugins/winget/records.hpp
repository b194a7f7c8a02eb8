// What winget remembers of its own installations, and what a person pinned.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/plugin.hpp>

#include <string>
#include <vector>

namespace ferry::winget {

struct Record {
    std::string id, version, source;
    std::string code; // product code in small letters; empty: the Store's, or a portable package
};

/// From the "installed.db" of each source. Rows of programs that were removed by other means
/// linger in it: they count only where the program is still there.
/// Errors: BadData, Denied, Io with the path.
Result<std::vector<Record>> records(const sdk::Host& host);

/// Ids in small letters, from "pinning.db". Errors: likewise.
Result<std::vector<std::string>> pinned(const sdk::Host& host);

} // namespace ferry::winget
