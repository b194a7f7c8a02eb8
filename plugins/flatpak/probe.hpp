// Is Flatpak here, and how will it be used.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/plugin.hpp>

namespace ferry::flatpak {

/// The version is not said: only the program knows it, and starting it costs more than reading all
/// that is installed. Errors: Unavailable.
Result<void> probe(const sdk::Host& host);

} // namespace ferry::flatpak
