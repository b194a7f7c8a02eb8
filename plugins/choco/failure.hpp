// How choco ended, from its exit code and its words, which are English on every machine.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/kit/change.hpp"

#include <string_view>

namespace ferry::choco {

kit::Reason classify(int exit_code, std::string_view out, std::string_view err);
/// The change is done and wants a restart, or a restart has begun.
bool wants_restart(int exit_code);

} // namespace ferry::choco
