// Everything that is installed below the root, as one row per package.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/plugin.hpp>

namespace ferry::apt {

/// Read from files alone, so it needs neither rights nor apt. The origin stays empty: dpkg does not
/// record where a package came from, and the lists that tell are some 100 MB, often
/// compressed; look_up gives it for the few packages that somebody asks about.
/// No row is emitted unless all files could be read whole. Errors: as Database::read.
Result<void> inventory(const sdk::Host& host);

} // namespace ferry::apt
