// Is apt here, which version, and how will it be used.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/plugin.hpp>

namespace ferry::apt {

/// Starts no program: the version is what dpkg recorded of the package apt; empty where dpkg is
/// here without it. Errors: Unavailable, Denied, Io.
Result<void> probe(const sdk::Host& host);

} // namespace ferry::apt
