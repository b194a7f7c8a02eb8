// The programs in Windows' own register: what "Apps & features" shows.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/plugin.hpp>

#include <string>
#include <vector>

namespace ferry::winget {

struct Program {
    std::string key; // as winget writes it, "ARP\Machine\X64\{...}" or "MSIX\FULL_NAME"
    std::string
        code; // the key's last part in small letters: product code, or the Store's full name
    std::string name, version, publisher;
    std::string id; // winget's, where a portable package has left it here
    ferry_scope scope = FERRY_SCOPE_UNKNOWN;
};

/// Every entry that Windows shows, in the order of the three places and of their keys; entries of
/// the system, updates and parts of other programs are left out, as Windows does.
/// Errors: Denied, Io, BadData with the key. A place that is not there is empty.
Result<std::vector<Program>> programs(const sdk::Host& host);

} // namespace ferry::winget
