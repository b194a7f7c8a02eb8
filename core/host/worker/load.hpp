// Loads a plugin and checks that it fits, before anything of it runs.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/plugin_abi.h>
#include <ferry/result.hpp>

#include <string>

namespace ferry::worker {

/// Valid until the process ends; a plugin is never unloaded. `library` is an absolute path.
/// Errors: NotFound, BadData (no plugin), NotSupported (another ABI), naming file, versions, next
/// step.
Result<const ferry_plugin*> load_plugin(const std::string& library, const std::string& expected_id);

} // namespace ferry::worker
