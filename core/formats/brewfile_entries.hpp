// What each keyword of a Brewfile means to us.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/formats/brewfile_statement.hpp"
#include "core/formats/manifest_builder.hpp"

namespace ferry::formats {

/// Adds the package that the statement names, or notes why it gives none, and which of its options
/// are not carried. False: no keyword of brew bundle.
bool take_brew_statement(const BrewStatement& parts, std::size_t line, ManifestBuilder& builder);

} // namespace ferry::formats
