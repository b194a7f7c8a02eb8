// Before, run, after; and what the difference means for each id.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/kit/change.hpp"

#include "plugins/kit/words.hpp"

#include <utility>

namespace ferry::kit {
namespace {

const State* find(const Installed& installed, const std::string& target) {
    const auto found = installed.find(target);
    return found == installed.end() ? nullptr : &found->second;
}

std::string version_of(const Installed& installed, const std::string& target) {
    const auto* state = find(installed, target);
    return state == nullptr ? std::string() : state->version;
}

/// What needs no work because it is so already.
std::optional<Verdict> already(Verb verb, const Installed& now, const std::string& target) {
    const auto* state = find(now, target);
    if (verb == Verb::Install && state != nullptr && !state->dependency)
        return Verdict{FERRY_RESULT_ALREADY, state->version, {}};
    if (verb == Verb::Remove && state == nullptr)
        return Verdict{FERRY_RESULT_ALREADY, {}, "it is not installed"};
    if (verb == Verb::Upgrade && state == nullptr)
        return Verdict{FERRY_RESULT_NOT_FOUND, {}, "it is not installed here"};
    return std::nullopt;
}

class Work {
public:
    Work(const sdk::Host& host, Tool& tool, Verb verb, Requests& requests)
        : host_(host), tool_(tool), verb_(verb), requests_(requests) {}

    Result<void> run() {
        auto before = tool_.installed();
        if (!before) return before.error();
        before_ = std::move(*before);
        for (const auto& target : requests_.open()) {
            if (const auto verdict = already(verb_, before_, target))
                requests_.settle(target, *verdict);
        }
        if (requests_.open().empty()) return {};
        if (const auto why = tool_.hindrance(verb_)) {
            requests_.settle_open(*why);
            return {};
        }
        if (verb_ == Verb::Install) {
            if (const auto kept = keep_dependencies(); !kept) return kept.error();
        }
        if (const auto heard = hear_objections(); !heard) return heard.error();
        return work_through();
    }

private:
    /// What is here for another's sake is not fetched again; from now on it was asked for.
    Result<void> keep_dependencies() {
        for (const auto& target : requests_.open()) {
            const auto* state = find(before_, target);
            if (state == nullptr) continue;
            const auto command = tool_.keep_command(target);
            if (!command) {
                requests_.settle(target, {FERRY_RESULT_ALREADY, state->version, {}});
                continue;
            }
            const auto output = host_.run(*command);
            const auto after = tool_.installed();
            if (!after) return after.error();
            requests_.settle(target, verdict_of_keeping(find(*after, target), output));
        }
        return {};
    }

    Verdict verdict_of_keeping(const State* now, const Result<sdk::Output>& output) const {
        if (now == nullptr) return {FERRY_RESULT_FAILED, {}, "it was removed meanwhile"};
        if (!now->dependency) return {FERRY_RESULT_ALREADY, now->version, {}};
        return {FERRY_RESULT_FAILED, now->version,
                "installed, but still marked as a dependency: " +
                    (output ? tool_.reason(*output).words : output.error().message)};
    }

    /// All together first: one may be allowed only beside another, and asking takes seconds.
    Result<void> hear_objections() {
        const auto targets = requests_.open();
        if (tool_.takes_several() && targets.size() > 1) {
            const auto objection = tool_.objection(verb_, targets);
            if (!objection) return objection.error();
            if (!*objection) return {};
        }
        for (const auto& target : targets) {
            const auto objection = tool_.objection(verb_, {target});
            if (!objection) return objection.error();
            if (!*objection) continue;
            auto verdict = **objection;
            if (verdict.version.empty()) verdict.version = version_of(before_, target);
            requests_.settle(target, verdict);
        }
        return {};
    }

    Result<void> work_through() {
        const auto targets = requests_.open();
        if (tool_.takes_several() && targets.size() > 1) {
            if (const auto done = work_on(targets, false); !done) return done.error();
        }
        for (const auto& target : requests_.open()) {
            if (const auto done = work_on({target}, true); !done) return done.error();
        }
        return {};
    }

    /// `last`: nothing is tried after it, so that each target gets its verdict.
    Result<void> work_on(const std::vector<std::string>& targets, bool last) {
        if (host_.cancelled()) {
            requests_.settle_open({FERRY_RESULT_CANCELLED, {}, "stopped before it was its turn"});
            return {};
        }
        auto command = tool_.command(verb_, targets);
        command.on_line = [this](sdk::Stream, std::string_view line) {
            tool_.hear(requests_, line);
        };
        const auto output = host_.run(command);
        const auto after = tool_.installed();
        if (!after) return after.error();
        for (const auto& target : targets) {
            auto verdict = judge(target, *after, output);
            const bool done = verdict.result == FERRY_RESULT_OK ||
                              verdict.result == FERRY_RESULT_ALREADY ||
                              verdict.result == FERRY_RESULT_NEEDS_REBOOT;
            if (done || last) requests_.settle(target, verdict);
        }
        return {};
    }

    Verdict judge(const std::string& target, const Installed& after,
                  const Result<sdk::Output>& output) const {
        Verdict verdict{FERRY_RESULT_FAILED, version_of(after, target), {}};
        if (reached(target, after)) {
            if (output) verdict.message = tool_.flaw(*output, target);
            if (!verdict.message.empty()) return verdict;
            const bool restart = output && tool_.wants_restart(*output);
            verdict.result = restart ? FERRY_RESULT_NEEDS_REBOOT : FERRY_RESULT_OK;
            return verdict;
        }
        if (!output) {
            const bool denied = output.error().code == Code::Denied;
            verdict.result = denied ? FERRY_RESULT_NEEDS_ELEVATION : FERRY_RESULT_FAILED;
            verdict.message = output.error().message;
            return verdict;
        }
        if (output->cancelled || host_.cancelled()) {
            verdict.result = FERRY_RESULT_CANCELLED;
            verdict.message = "stopped before it was done";
            return verdict;
        }
        if (output->exit_code == 0 && verb_ == Verb::Upgrade) {
            verdict.result = FERRY_RESULT_ALREADY;
            return verdict;
        }
        const auto reason = tool_.reason(*output);
        verdict.result = reason.result;
        verdict.message = reason.words;
        return verdict;
    }

    bool reached(const std::string& target, const Installed& after) const {
        const auto* was = find(before_, target);
        const auto* is = find(after, target);
        if (verb_ == Verb::Remove) return is == nullptr;
        return is != nullptr && (was == nullptr || !was->same_build(*is));
    }

    const sdk::Host& host_;
    Tool& tool_;
    Verb verb_;
    Requests& requests_;
    Installed before_;
};

} // namespace

Result<void> change(const sdk::Host& host, Tool& tool, Verb verb, sdk::Ids ids) {
    Requests requests(
        host, ids, [&](std::string_view id) { return tool.meaning(id); }, tool.rule());
    if (requests.open().empty()) return {};
    auto done = Work(host, tool, verb, requests).run();
    if (done) return {};
    const bool cancelled = done.error().code == Code::Cancelled;
    requests.settle_open(
        {cancelled ? FERRY_RESULT_CANCELLED : FERRY_RESULT_FAILED,
         {},
         cancelled ? "stopped before anything was changed" : done.error().message});
    if (cancelled) return {};
    return done;
}

} // namespace ferry::kit
