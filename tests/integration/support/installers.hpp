// Ferry's installers as this build made them, working on a tree.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/host/installers.hpp"
#include "core/platform/files.hpp"
#include "core/platform/process.hpp"

#include <filesystem>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace ferry {

inline void PrintTo(const Outcome& outcome, std::ostream* out) {
    *out << outcome.id.text << " " << to_text(outcome.result) << " [" << outcome.version << "] "
         << outcome.message;
}

} // namespace ferry

namespace ferry::testing {

/// The installers that this build made, reading below `root`.
std::unique_ptr<host::Installers> installers_of(const std::filesystem::path& root,
                                                const ReadOnlyFiles& files,
                                                ProcessRunner& processes);

/// One call of an installer, from outside.
std::vector<Outcome> act(host::Installers& installers, const InstallerId& installer, Action action,
                         const std::vector<std::string>& ids, const host::ActionEvents& events);

} // namespace ferry::testing
