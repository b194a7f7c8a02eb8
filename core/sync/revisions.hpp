// What a server says of bundles, checked: header against what was asked for, author against the
// certified keys.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/bundles.hpp"
#include "core/sync/keyring.hpp"
#include "core/sync/link.hpp"

#include <ferry/result.hpp>

#include <string>
#include <vector>

namespace ferry::sync {

struct BelievedRevision {
    std::string hash;
    protocol::BundleHeader header;
};

/// The error for what a server cannot have got from a device of the account.
Error not_believed(const std::string& what);

/// Borrows both.
class Revisions {
public:
    Revisions(const Link& link, const Keyring& keyring) : link_(link), keyring_(keyring) {}

    std::string sign(const std::string& header) const;
    /// The header, if it is of this bundle and really by the device that it names. One of a former
    /// account key is one of history() as well, or does not count. Errors: Denied.
    Result<protocol::BundleHeader> believed(const std::string& bundle, const std::string& header,
                                            const std::string& signature) const;
    /// Newest first, whatever the server shows first; empty where the account has none. What is of
    /// a former account key and was not there when it was changed is left out: a revoked device may
    /// have made it. Errors: Denied, and those of the network.
    Result<std::vector<BelievedRevision>> history(const std::string& bundle) const;
    /// Of all bundles, the revisions that no other came after.
    Result<std::vector<std::string>> latest() const;

private:
    const Link& link_;
    const Keyring& keyring_;
};

} // namespace ferry::sync
