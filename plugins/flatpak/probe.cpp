// Is Flatpak here, and how will it be used.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/flatpak/probe.hpp"

#include "plugins/flatpak/installation.hpp"

#include <algorithm>
#include <string>

namespace ferry::flatpak {

Result<void> probe(const sdk::Host& host) {
    const auto all = installations(host);
    if (!all) return all.error();
    const auto program = host.list_dir("/usr/bin");
    const bool has_program =
        program && std::any_of(program->begin(), program->end(),
                               [](const auto& entry) { return entry.name == "flatpak"; });
    if (all->empty() && !has_program)
        return Error{Code::Unavailable,
                     "no installation of Flatpak is here, and /usr/bin/flatpak is not either"};
    std::string note = "reads the deploy files; changes go through flatpak";
    const bool remotes = std::any_of(all->begin(), all->end(), [](const Installation& one) {
        return !one.config.remotes.empty();
    });
    if (!remotes) note += "; no remote is set up, so nothing can be installed";
    host.present({}, note);
    return {};
}

} // namespace ferry::flatpak
