// Asks apt-get what it would do before it may do it, and refuses what nobody asked for.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/apt/apt_command.hpp"
#include "plugins/apt/failure.hpp"
#include "plugins/apt/names.hpp"

#include <ferry/plugin.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ferry::apt {

/// Finds the packages that apt-get would take all together without removing anything else. All at
/// once first, which is one run; where that is refused, halves, so that a culprit among n
/// packages costs about log n runs and stops none of the others.
class Rehearsal {
public:
    struct Refusal {
        Target target;
        Failure failure;
        std::size_t tried_with = 0; // how many others were accepted then
    };

    Rehearsal(const sdk::Host& host, Verb verb, std::string native_arch);

    void run(const std::vector<Target>& targets);
    const std::vector<Target>& accepted() const { return accepted_; }
    const std::vector<Refusal>& refused() const { return refused_; }

private:
    void take(std::span<const Target> batch);
    bool retry_refused();
    std::optional<Failure> objection(const std::vector<Target>& targets) const;

    const sdk::Host& host_;
    Verb verb_;
    std::string native_arch_;
    std::vector<Target> accepted_;
    std::vector<Refusal> refused_;
};

} // namespace ferry::apt
