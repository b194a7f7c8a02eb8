// Which of the files that a server shows are really of this account.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/depot.hpp"
#include "core/sync/keyring.hpp"
#include "core/sync/link.hpp"

#include <ferry/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ferry::sync {

inline constexpr std::string_view kDepotDomain = "depot"; // of signatures

/// The manifest, if a device that this account vouches for signed it. One of a former account key
/// counts only if it was there when that was changed. Errors: Denied.
Result<protocol::DepotManifest> believed_manifest(const Link& link, const Keyring& keyring,
                                                  const protocol::DepotItem& item);
/// Ids of all that are believed. Errors: those of the network.
Result<std::vector<std::string>> believed_items(const Link& link, const Keyring& keyring);

} // namespace ferry::sync
