// Everything that a run needs, in a folder of its own.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/apply/apply.hpp"
#include "tests/support/fake_installers.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/temporary_folder.hpp"

#include <memory>
#include <string>
#include <vector>

namespace ferry::testing {

struct ApplyBench {
    TemporaryFolder folder;
    FakeInstallers installers{folder.path()};
    std::unique_ptr<state::Journal> journal = *state::open_journal(folder.path() / "journal.db");
    FixedClock clock;
    apply::Events events;

    ApplyBench() {
        installers.add("apt", "dpkg");
        installers.add("flatpak", "flatpak");
    }
    apply::Parts parts() { return {installers, *journal, clock}; }
    apply::Summary run(const std::vector<host::ActionRequest>& actions) {
        return *apply::run({"plan from office-pc", actions}, parts(), events);
    }
};

inline host::ActionRequest install(const std::string& installer,
                                   const std::vector<std::string>& ids) {
    host::ActionRequest request{{installer}, Action::Install, {}};
    for (const auto& id : ids)
        request.ids.push_back({id});
    return request;
}

/// "apt:git ok", in the order asked.
inline std::vector<std::string> results(const apply::Summary& summary) {
    std::vector<std::string> texts;
    for (const auto& step : summary.outcomes)
        texts.push_back(step.package.text() + " " + to_text(step.outcome.result));
    return texts;
}

} // namespace ferry::testing
