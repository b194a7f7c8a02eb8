// Sorting steps into calls, calls into lanes by lock, and lanes onto threads.
// SPDX-License-Identifier: Apache-2.0
#include "core/apply/execute.hpp"

#include "core/apply/lane.hpp"
#include "core/model/grammar.hpp"

#include <algorithm>
#include <map>
#include <thread>
#include <utility>

namespace ferry::apply {
namespace {

std::vector<Call> calls_of(const std::vector<std::size_t>& steps, const Recorder& recorder) {
    std::vector<Call> calls;
    for (const auto at : steps) {
        const auto& step = recorder.step(at);
        auto call = std::find_if(calls.begin(), calls.end(), [&](const Call& one) {
            return one.installer == step.package.installer && one.action == step.action;
        });
        if (call == calls.end())
            call = calls.insert(call, {step.package.installer, step.action, {}});
        call->steps.push_back(at);
    }
    return calls;
}

/// The last look at an id before it can reach a command line.
bool refuse_bad_id(std::size_t at, Recorder& recorder) {
    const auto& [installer, id] = recorder.step(at).package;
    if (valid_native_id(installer, id.text)) return false;
    recorder.record(at, {id,
                         ResultClass::Failed,
                         {},
                         "refused: no " + installer.text + " id; it has to be " +
                             std::string(native_id_rule(installer))});
    return true;
}

void refuse_call(const Call& call, const std::string& why, Recorder& recorder) {
    for (const auto at : call.steps)
        recorder.record(at, {recorder.step(at).package.id, ResultClass::Failed, {}, why});
}

std::map<std::string, Lane> lanes_of(const std::vector<Call>& calls, host::Installers& installers,
                                     Recorder& recorder) {
    const auto probed = installers.probe();
    std::map<std::string, Lane> lanes;
    for (const auto& call : calls) {
        const auto info = std::find_if(probed.value.begin(), probed.value.end(),
                                       [&](const auto& one) { return one.id == call.installer; });
        if (info == probed.value.end())
            refuse_call(call,
                        "no plugin for " + call.installer.text + " here; see ferry plugin list",
                        recorder);
        else if (!info->available)
            refuse_call(call, call.installer.text + " is not available: " + info->note, recorder);
        else
            lanes[info->lock].push_back(call);
    }
    return lanes;
}

} // namespace

void execute(const std::vector<std::size_t>& steps, host::Installers& installers,
             Recorder& recorder) {
    std::vector<std::size_t> good;
    for (const auto at : steps) {
        if (!refuse_bad_id(at, recorder)) good.push_back(at);
    }
    if (good.empty() || recorder.stopped()) return;
    const auto lanes = lanes_of(calls_of(good, recorder), installers, recorder);
    std::vector<std::thread> threads;
    const Lane* own = nullptr; // the first lane runs on this thread
    for (const auto& [lock, lane] : lanes) {
        if (own == nullptr)
            own = &lane;
        else
            threads.emplace_back([&, part = &lane] { drive(*part, installers, recorder); });
    }
    if (own != nullptr) drive(*own, installers, recorder);
    for (auto& thread : threads)
        thread.join();
}

} // namespace ferry::apply
