// Does the open steps of a run, installers side by side.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/apply/recorder.hpp"

#include <cstddef>
#include <vector>

namespace ferry::apply {

/// `steps` are positions in the run, in its order. Every one of them has an outcome afterwards,
/// except those that were not begun.
void execute(const std::vector<std::size_t>& steps, host::Installers& installers,
             Recorder& recorder);

} // namespace ferry::apply
