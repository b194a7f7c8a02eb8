// The depot's files in words: for what they are, how a person writes that, and how far a transfer
// is.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/cli/context.hpp"
#include "core/depot/choose.hpp"
#include "core/model/action.hpp"
#include "core/sync/depot.hpp"

#include <ferry/result.hpp>

#include <string>

namespace ferry::cli {

/// "windows>=10,<12" as system and range. Errors: BadData.
Result<void> read_target(const std::string& text, protocol::DepotManifest& manifest);
/// "windows>=10 x86_64", "linux (debian)".
std::string target_text(const protocol::DepotManifest& manifest);

/// A line on the terminal that counts the bytes, named as `what`; nothing off a terminal. Borrows
/// the context.
sync::TransferProgress shown_progress(Context& context, const std::string& what);

/// Of an installation that went well: "mytool 1.2 is installed.", and what the person has to know.
std::string installed_words(const protocol::DepotManifest& manifest, const Outcome& outcome);

/// What choosing needs of a device.
depot::Target target_of(const Device& device);
/// What choosing and installing need of a manifest.
depot::Offer offer_of(const protocol::DepotManifest& manifest);

} // namespace ferry::cli
