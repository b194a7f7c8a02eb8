// Steps that have to run one after the other, because their installers share a lock.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/apply/recorder.hpp"

#include <cstddef>
#include <vector>

namespace ferry::apply {

/// One call of one installer: everything it is asked to do with one action.
struct Call {
    InstallerId installer;
    Action action = Action::Install;
    std::vector<std::size_t> steps; // positions in the run
};

using Lane = std::vector<Call>;

/// Drives the calls in order. Steps of a batch that fails are tried once more, one by one, where
/// one package may have broken the others.
void drive(const Lane& lane, host::Installers& installers, Recorder& recorder);

} // namespace ferry::apply
