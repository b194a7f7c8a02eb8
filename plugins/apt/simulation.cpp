// What apt-get says it would do, line by line, when it is run with -s.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/simulation.hpp"

#include "plugins/kit/words.hpp"

#include <optional>
#include <string>

namespace ferry::apt {
namespace {

/// "ex-ma:arm64", or "ex-lib" of the native architecture. What is installed already may go by any
/// name that dpkg records, so the wider grammar applies.
std::optional<Target> read_target(std::string_view word, std::string_view native_arch) {
    const auto colon = word.find(':');
    const auto arch = colon == std::string_view::npos ? native_arch : word.substr(colon + 1);
    const auto name = word.substr(0, colon);
    if (!is_recorded_name(name) || !is_architecture(arch)) return std::nullopt;
    return Target{std::string(name), std::string(arch)};
}

} // namespace

Result<Simulation> parse_simulation(std::string_view out, std::string_view native_arch) {
    Simulation simulation;
    for (const auto line : kit::lines_of(out)) {
        const bool installs = line.starts_with("Inst ");
        if (!installs && !line.starts_with("Remv ") && !line.starts_with("Purg ")) continue;
        const auto words = kit::words_of(line);
        const auto target = words.size() > 2 ? read_target(words[1], native_arch) : std::nullopt;
        if (!target)
            return Error{Code::BadData, "apt-get -s: not understood: '" + kit::excerpt(line) + "'"};
        if (installs)
            simulation.installs.push_back({*target, words[2].front() == '['});
        else
            simulation.removals.push_back(*target);
    }
    return simulation;
}

} // namespace ferry::apt
