// The platform's own folders, before FERRY_HOME has its say.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/platform/paths.hpp"

namespace ferry {

/// Errors: NotFound (no home folder).
Result<Paths> paths_of_system();

} // namespace ferry
