// A batch first, since it is faster and one transaction; then what it left, one by one.
// SPDX-License-Identifier: Apache-2.0
#include "core/apply/lane.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace ferry::apply {
namespace {

// So many tries with the same words, and the rest would say it too.
constexpr int kGiveUpAfter = 3;

/// One package can cause it for all others of its batch.
bool may_be_anothers_fault(ResultClass result) {
    return result == ResultClass::Failed || result == ResultClass::HashMismatch ||
           result == ResultClass::Network;
}

class CallDriver {
public:
    CallDriver(const Call& call, host::Installers& installers, Recorder& recorder)
        : call_(call), installers_(installers), recorder_(recorder) {}

    void run() {
        if (recorder_.stopped() || !recorder_.start(call_.steps)) return;
        act(call_.steps, call_.steps.size() > 1);
        if (!held_.empty()) retry_one_by_one();
    }

private:
    /// Outcomes are recorded as they come; with `hold`, those worth a retry are kept back.
    void act(const std::vector<std::size_t>& steps, bool hold) {
        host::ActionRequest request{call_.installer, call_.action, {}};
        std::map<NativeId, std::size_t> position;
        for (const auto step : steps) {
            request.ids.push_back(recorder_.step(step).package.id);
            position[request.ids.back()] = step;
        }
        const auto take = [&](const Outcome& outcome) {
            const auto found = position.find(outcome.id);
            if (found == position.end()) return;
            const auto step = found->second;
            position.erase(found);
            if (hold && may_be_anothers_fault(outcome.result))
                held_.emplace_back(step, outcome);
            else
                recorder_.record(step, outcome);
        };
        host::ActionEvents events;
        events.on_progress = [&](const Progress& progress) {
            recorder_.progress(call_.installer, progress);
        };
        events.on_outcome = take;
        events.cancelled = [&] { return recorder_.cancelled(); };
        for (const auto& outcome : installers_.act(request, events))
            take(outcome);
        for (const auto& [id, step] : std::exchange(position, {})) {
            const Outcome silence{
                id, ResultClass::Failed, {}, call_.installer.text + " did not say how it ended"};
            if (hold)
                held_.emplace_back(step, silence);
            else
                recorder_.record(step, silence);
        }
    }

    void retry_one_by_one() {
        std::sort(held_.begin(), held_.end(),
                  [](const auto& left, const auto& right) { return left.first < right.first; });
        const auto held = std::exchange(held_, {});
        int same = 0;
        bool offline = false;
        std::string words;
        for (const auto& [step, outcome] : held) {
            if (recorder_.stopped()) {
                recorder_.record(step, {{}, ResultClass::Cancelled, {}, outcome.message});
                continue;
            }
            if (same == kGiveUpAfter || (offline && outcome.result == ResultClass::Network)) {
                recorder_.record(step, outcome);
                continue;
            }
            act({step}, false);
            const auto again = recorder_.outcome_of(step);
            same = succeeded(again.result) ? 0 : again.message == words ? same + 1 : 1;
            words = again.message;
            offline = offline || again.result == ResultClass::Network;
        }
    }

    const Call& call_;
    host::Installers& installers_;
    Recorder& recorder_;
    std::vector<std::pair<std::size_t, Outcome>> held_;
};

} // namespace

void drive(const Lane& lane, host::Installers& installers, Recorder& recorder) {
    for (const auto& call : lane)
        CallDriver(call, installers, recorder).run();
}

} // namespace ferry::apply
