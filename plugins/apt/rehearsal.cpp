// Asks apt-get what it would do before it may do it, and refuses what nobody asked for.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/rehearsal.hpp"

#include "plugins/apt/simulation.hpp"
#include "plugins/kit/words.hpp"

#include <algorithm>
#include <utility>

namespace ferry::apt {
namespace {

bool contains(const std::vector<Target>& targets, const Target& target) {
    return std::find(targets.begin(), targets.end(), target) != targets.end();
}

/// What would happen besides what was asked. Further packages may come in and others may become
/// newer, because that is what dependencies are; nothing else may go.
std::optional<Failure> unasked(const Simulation& simulation, Verb verb,
                               const std::vector<Target>& asked, std::string_view native_arch) {
    std::vector<std::string> gone;
    for (const auto& target : simulation.removals) {
        if (verb == Verb::Remove && contains(asked, target)) continue;
        gone.push_back(id_of(target.name, target.arch, native_arch));
    }
    if (!gone.empty())
        return Failure{FERRY_RESULT_FAILED, "refused: apt-get would also remove " +
                                                kit::joined(gone, ", ") +
                                                ", which was not asked for"};
    if (verb != Verb::Remove || simulation.installs.empty()) return std::nullopt;
    const auto& first = simulation.installs.front().target;
    return Failure{FERRY_RESULT_FAILED, "refused: apt-get would install " +
                                            id_of(first.name, first.arch, native_arch) +
                                            " in its place, which was not asked for"};
}

} // namespace

Rehearsal::Rehearsal(const sdk::Host& host, Verb verb, std::string native_arch)
    : host_(host), verb_(verb), native_arch_(std::move(native_arch)) {}

void Rehearsal::run(const std::vector<Target>& targets) {
    take(targets);
    while (retry_refused()) {
    }
}

void Rehearsal::take(std::span<const Target> batch) {
    if (batch.empty()) return;
    auto together = accepted_;
    together.insert(together.end(), batch.begin(), batch.end());
    auto failure = objection(together);
    if (!failure) {
        accepted_ = std::move(together);
    } else if (batch.size() == 1 || failure->result == FERRY_RESULT_CANCELLED) {
        for (const auto& target : batch)
            refused_.push_back({target, *failure, accepted_.size()});
    } else {
        take(batch.first(batch.size() / 2));
        take(batch.subspan(batch.size() / 2));
    }
}

/// One may have been refused only because another was not among them yet: a library can be removed
/// together with what needs it, but not before. True where one more was taken.
bool Rehearsal::retry_refused() {
    const auto before = accepted_.size();
    const auto again = std::exchange(refused_, {});
    for (const auto& refusal : again) {
        if (refusal.tried_with == accepted_.size())
            refused_.push_back(refusal);
        else
            take(std::span(&refusal.target, 1));
    }
    return accepted_.size() > before;
}

std::optional<Failure> Rehearsal::objection(const std::vector<Target>& targets) const {
    const Failure cancelled{FERRY_RESULT_CANCELLED, "stopped before anything was changed"};
    if (host_.cancelled()) return cancelled;
    const auto output = host_.run(rehearsal_command(verb_, targets));
    if (!output) return Failure{FERRY_RESULT_FAILED, output.error().message};
    if (output->cancelled) return cancelled;
    if (output->exit_code != 0) return classify(output->out, output->err);
    const auto simulation = parse_simulation(output->out, native_arch_);
    if (!simulation) return Failure{FERRY_RESULT_FAILED, simulation.error().message};
    return unasked(*simulation, verb_, targets, native_arch_);
}

} // namespace ferry::apt
