// Follows a remote catalog, and takes nothing from it that is not signed by a trusted key.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/report.hpp"
#include "core/identity/git/ssh_signature.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace ferry::identity {

struct UpdateRequest {
    std::filesystem::path folder;  // of Ferry's own: repository, indexes, state.json
    std::string remote;            // https://... or an absolute folder
    std::vector<std::string> keys; // "ssh-ed25519 AAAA...", those that are trusted
};

struct Updated {
    bool changed = false;  // false: the remote has what is in use already
    std::string commit;    // in use now
    std::size_t files = 0; // that were read for it
    bool rebuilt = false;  // the whole index, not only the changes
};

/// A commit is taken if its signature is by a trusted key and it descends from the one in use;
/// otherwise that one stays. Entries that are malformed are left out and are problems.
/// Errors: Network (the remote is not reachable; nothing changed), Denied (unsigned, by another
/// key, rewound), BadData (keys, remote or repository), Io.
Result<Report<Updated>> update_catalog(const UpdateRequest& request, const SignatureCrypto& crypto);

} // namespace ferry::identity
