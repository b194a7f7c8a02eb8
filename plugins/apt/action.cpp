// Installing, removing and upgrading, from the names that were asked to one outcome for each.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/action.hpp"

#include "plugins/apt/apt_config.hpp"
#include "plugins/apt/database.hpp"
#include "plugins/apt/offers.hpp"
#include "plugins/apt/progress.hpp"
#include "plugins/apt/reboot.hpp"
#include "plugins/apt/rehearsal.hpp"
#include "plugins/apt/request.hpp"
#include "plugins/apt/verdict.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace ferry::apt {
namespace {

std::string version_in(const Database& database, const Target& target) {
    const auto* entry = database.find(target);
    return entry == nullptr ? std::string() : std::string(entry->version);
}

/// One call of install, remove or upgrade. `requests` outlives it.
class Work {
public:
    Work(const sdk::Host& host, Verb verb, Requests& requests)
        : host_(host), verb_(verb), requests_(requests) {}

    Result<void> run();

private:
    void settle_known();
    Result<void> check_target() const;
    Result<void> settle_by_sources();
    bool is_for_sources(const Target& target) const;
    std::optional<Verdict> verdict_of_sources(const Target& target, const Policy* policy) const;
    std::vector<Target> rehearse(const std::vector<Target>& targets);
    void change(const std::vector<Target>& targets);
    Result<void> restore_marks(const std::vector<Target>& changed);
    Result<void> mark(std::string_view mark, const std::vector<Target>& targets);
    Result<void> judge_all();
    Verdict verdict_of_mark(const Target& target, const Database& after) const;
    void tell_reboots(std::map<std::string, Verdict>& verdicts) const;
    std::vector<Watched> watched(const std::vector<Target>& targets) const;

    const sdk::Host& host_;
    Verb verb_;
    Requests& requests_;
    Database before_;
    AptConfig config_;
    RunEnd end_;
    std::map<std::string, std::string, std::less<>> package_errors_;
    std::set<std::string> wishes_before_;
    std::string mark_error_;
    std::vector<Target> to_mark_manual_; // there already, as somebody's dependency
};

Result<void> Work::run() {
    auto before = Database::read(host_);
    if (!before) return before.error();
    before_ = std::move(*before);
    requests_.resolve(before_.native_arch());
    settle_known();
    if (!requests_.any_open()) return {};
    if (host_.facts().elevated == 0) {
        requests_.settle_open({FERRY_RESULT_NEEDS_ELEVATION, {}, "apt-get needs root"});
        return {};
    }
    auto config = read_apt_config(host_);
    if (!config) return config.error();
    config_ = std::move(*config);
    if (const auto same = check_target(); !same) return same.error();
    if (const auto asked = settle_by_sources(); !asked) return asked.error();

    wishes_before_ = reboot_wishes(host_);
    const auto targets = rehearse(requests_.open_targets());
    end_.cancelled = host_.cancelled();
    if (!targets.empty() && !end_.cancelled) change(targets);
    if (const auto marked = restore_marks(targets); !marked) {
        mark_error_ = marked.error().message;
        host_.log(FERRY_LOG_WARNING, mark_error_);
    }
    return judge_all();
}

Result<void> Work::check_target() const {
    if (config_.native_arch != before_.native_arch())
        return Error{Code::NotSupported, "apt is set up for '" + config_.native_arch +
                                             "', but the packages here are of '" +
                                             before_.native_arch() + "'"};
    return check_root(config_, sdk::from_abi(host_.facts().root));
}

void Work::settle_known() {
    for (const auto& target : requests_.open_targets()) {
        if (const auto verdict = already(verb_, target, before_))
            requests_.settle(target, *verdict);
    }
    if (host_.cancelled())
        requests_.settle_open({FERRY_RESULT_CANCELLED, {}, "stopped before anything was changed"});
}

Result<void> Work::settle_by_sources() {
    std::vector<Target> open;
    for (auto& target : requests_.open_targets()) {
        if (is_for_sources(target)) open.push_back(std::move(target));
    }
    if (open.empty()) return {};
    const auto known = policies(host_, open, config_.native_arch);
    if (!known) return known.error();
    for (const auto& target : open) {
        const auto policy = std::find_if(known->begin(), known->end(),
                                         [&](const Policy& one) { return one.target == target; });
        const auto* found = policy == known->end() ? nullptr : &*policy;
        if (const auto verdict = verdict_of_sources(target, found))
            requests_.settle(target, *verdict);
    }
    return {};
}

/// Where a package is here already, only an upgrade depends on what is on offer; one that is here
/// in part goes to apt in any case, which may complete it without any source.
bool Work::is_for_sources(const Target& target) const {
    const auto* entry = before_.find(target);
    if (verb_ != Verb::Upgrade) return entry == nullptr;
    return entry != nullptr && entry->state == State::Installed;
}

std::optional<Verdict> Work::verdict_of_sources(const Target& target, const Policy* policy) const {
    const bool offered = policy != nullptr && policy->offered();
    if (verb_ == Verb::Install) {
        if (offered) return std::nullopt;
        return Verdict{FERRY_RESULT_NOT_FOUND,
                       {},
                       "no package source offers it; 'apt-get update' as root reads them anew"};
    }
    if (verb_ == Verb::Remove) {
        if (policy != nullptr) return Verdict{FERRY_RESULT_ALREADY, {}, "it is not installed"};
        return Verdict{FERRY_RESULT_NOT_FOUND, {}, "apt knows no package of this name"};
    }
    const auto installed = version_in(before_, target);
    if (offered && policy->candidate != installed) return std::nullopt;
    return Verdict{FERRY_RESULT_ALREADY, installed, {}};
}

/// Those that may be changed; the others are settled with the reason.
std::vector<Target> Work::rehearse(const std::vector<Target>& targets) {
    std::vector<Target> to_change;
    for (const auto& target : targets) {
        const auto* entry = before_.find(target);
        if (verb_ == Verb::Install && entry != nullptr && entry->state == State::Installed)
            to_mark_manual_.push_back(target); // no newer version is fetched: that is an upgrade
        else
            to_change.push_back(target);
    }
    Rehearsal rehearsal(host_, verb_, config_.native_arch);
    rehearsal.run(to_change);
    for (const auto& refusal : rehearsal.refused())
        requests_.settle(
            refusal.target,
            {refusal.failure.result, version_in(before_, refusal.target), refusal.failure.message});
    return rehearsal.accepted();
}

void Work::change(const std::vector<Target>& targets) {
    ProgressTeller teller(host_, watched(targets), verb_ != Verb::Remove);
    auto command = change_command(verb_, targets, config_);
    command.on_line = [&](sdk::Stream stream, std::string_view line) { teller.hear(stream, line); };
    const auto output = host_.run(command);
    package_errors_ = teller.errors();
    if (!output) {
        const bool denied = output.error().code == Code::Denied;
        end_.failure = Failure{denied ? FERRY_RESULT_NEEDS_ELEVATION : FERRY_RESULT_FAILED,
                               output.error().message};
        return;
    }
    end_.cancelled = output->cancelled;
    if (output->exit_code == 0) return;
    end_.failure = classify(output->out, output->err);
    if (end_.failure->result == FERRY_RESULT_BUSY && teller.last_holder())
        end_.failure->message += "; " + teller.last_holder()->sentence();
    if (teller.medium_wanted()) end_.failure->message += "; a disc has to be inserted";
}

std::vector<Watched> Work::watched(const std::vector<Target>& targets) const {
    std::vector<Watched> all;
    for (const auto& target : targets) {
        for (auto& id : requests_.ids_of(target))
            all.push_back({target, std::move(id)});
    }
    return all;
}

/// `apt-get install` marks what it is told as asked for by a person, also with --only-upgrade
/// (apt 2.6): what came in as a dependency stays one.
Result<void> Work::restore_marks(const std::vector<Target>& changed) {
    if (const auto marked = mark("manual", to_mark_manual_); !marked) return marked;
    if (verb_ != Verb::Upgrade) return {};
    std::vector<Target> automatic;
    for (const auto& target : changed) {
        const auto* entry = before_.find(target);
        if (entry != nullptr && entry->automatic) automatic.push_back(target);
    }
    return mark("auto", automatic);
}

Result<void> Work::mark(std::string_view mark, const std::vector<Target>& targets) {
    if (targets.empty()) return {};
    const auto output = host_.run(mark_command(mark, targets));
    if (!output) return output.error();
    if (output->exit_code == 0) return {};
    return Error{Code::ToolFailed, "apt-mark: " + classify(output->out, output->err).message};
}

Result<void> Work::judge_all() {
    const auto after = Database::read(host_);
    if (!after) return after.error();
    for (const auto& target : to_mark_manual_)
        requests_.settle(target, verdict_of_mark(target, *after));
    std::map<std::string, Verdict> verdicts;
    for (const auto& target : requests_.open_targets()) {
        auto end = end_;
        if (const auto said = package_errors_.find(target.name); said != package_errors_.end())
            end.package_error = said->second;
        verdicts[target.argument()] = judge(verb_, target, before_, *after, end);
    }
    tell_reboots(verdicts);
    for (const auto& target : requests_.open_targets())
        requests_.settle(target, verdicts[target.argument()]);
    return {};
}

/// It was there before anybody asked, but as a dependency that apt might remove some day.
Verdict Work::verdict_of_mark(const Target& target, const Database& after) const {
    const auto* entry = after.find(target);
    if (entry == nullptr) return {FERRY_RESULT_FAILED, {}, "it was removed meanwhile"};
    const std::string version(entry->version);
    if (!entry->automatic) return {FERRY_RESULT_ALREADY, version, {}};
    return {FERRY_RESULT_FAILED, version,
            "installed, but still marked as a dependency" +
                (mark_error_.empty() ? "" : ": " + mark_error_)};
}

/// A wish for a restart belongs to the package that made it; where a dependency made it, to all
/// that were changed.
void Work::tell_reboots(std::map<std::string, Verdict>& verdicts) const {
    const auto wishes = new_wishes(wishes_before_, reboot_wishes(host_));
    if (wishes.empty()) return;
    const auto named = [&](const std::string& argument) {
        return wishes.contains(argument.substr(0, argument.find(':')));
    };
    const bool any_named = std::any_of(verdicts.begin(), verdicts.end(),
                                       [&](const auto& one) { return named(one.first); });
    for (auto& [argument, verdict] : verdicts) {
        if (verdict.result != FERRY_RESULT_OK || (any_named && !named(argument))) continue;
        verdict.result = FERRY_RESULT_NEEDS_REBOOT;
        verdict.message = "the machine wants to be restarted";
    }
}

} // namespace

Result<void> act(const sdk::Host& host, Verb verb, sdk::Ids ids) {
    Requests requests(host, ids);
    const auto done = Work(host, verb, requests).run();
    if (done) return {};
    const bool stopped = done.error().code == Code::Cancelled;
    requests.settle_open(
        {stopped ? FERRY_RESULT_CANCELLED : FERRY_RESULT_FAILED, {}, done.error().message});
    return done;
}

} // namespace ferry::apt
