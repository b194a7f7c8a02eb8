// Installing, removing and upgrading through dnf.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/dnf/action.hpp"

#include "plugins/dnf/command.hpp"
#include "plugins/dnf/database.hpp"
#include "plugins/dnf/failure.hpp"
#include "plugins/dnf/names.hpp"
#include "plugins/dnf/rehearsal.hpp"
#include "plugins/kit/change.hpp"
#include "plugins/kit/words.hpp"

#include <algorithm>
#include <optional>

namespace ferry::dnf {
namespace {

using kit::Verb;

class Dnf final : public kit::Tool {
public:
    explicit Dnf(const sdk::Host& host) : host_(host) {}

    std::optional<std::string> meaning(std::string_view id) const override {
        const auto target = parse_id(id);
        if (!target) return std::nullopt;
        return target->arch == sdk::from_abi(host_.facts().arch) ? target->name
                                                                 : target->argument();
    }

    std::string_view rule() const override {
        return "package name: letters, digits and ._+- after a letter or digit, then perhaps '.' "
               "and an architecture";
    }

    Result<kit::Installed> installed() override {
        const auto now = read_database(host_);
        if (!now) return now.error();
        kit::Installed all;
        for (const auto& one : *now) {
            all.emplace(one.id, kit::State{one.evr, {}, one.reason == FERRY_REASON_DEPENDENCY});
        }
        here_ = *now;
        return all;
    }

    std::optional<kit::Verdict> hindrance(Verb) override {
        if (const auto ostree = host_.read_file("/run/ostree-booted"); ostree)
            return kit::Verdict{FERRY_RESULT_FAILED,
                                {},
                                "this system is an image: rpm-ostree install adds packages to it"};
        if (host_.facts().elevated == 0)
            return kit::Verdict{FERRY_RESULT_NEEDS_ELEVATION, {}, "dnf needs root"};
        return std::nullopt;
    }

    Result<std::optional<kit::Verdict>>
    objection(Verb verb, const std::vector<std::string>& targets) override {
        using Objection = std::optional<kit::Verdict>;
        for (const auto& target : targets) {
            if (const auto own = own_objection(verb, target)) return Objection(own);
        }
        const auto output = host_.run(rehearsal_command(host_, verb, arguments(verb, targets)));
        if (!output && output.error().code == Code::TimedOut) return output.error();
        if (!output) return Objection{}; // the run itself will say it
        if (output->cancelled)
            return Objection({FERRY_RESULT_CANCELLED, {}, "stopped before anything was changed"});
        return unasked(*output, verb, meant_by(targets));
    }

    bool takes_several() const override { return true; }

    std::optional<sdk::Command> keep_command(const std::string& target) override {
        return dnf::keep_command(host_, target);
    }

    sdk::Command command(Verb verb, const std::vector<std::string>& targets) override {
        return change_command(host_, verb, arguments(verb, targets));
    }

    void hear(const kit::Requests& requests, std::string_view line) override {
        const auto step = step_in(line);
        if (step.of == 0) return;
        const bool removing = step.verb == "Erasing" || step.verb == "Removing";
        const auto kind = removing ? FERRY_STEP_REMOVING : FERRY_STEP_INSTALLING;
        for (const auto& target : requests.open()) {
            if (!step.package.starts_with(parse_id(target)->name + "-")) continue;
            for (const auto id : requests.ids_of(target))
                host_.progress({id, kind, std::min(1000u, step.done * 1000 / step.of),
                                sdk::kUnknownSize, sdk::kUnknownSize, kit::plain(line)});
        }
    }

    kit::Reason reason(const sdk::Output& output) const override {
        return classify(output.exit_code, output.out, output.err);
    }

    std::string flaw(const sdk::Output& output, const std::string& target) const override {
        const auto name = parse_id(target)->name;
        const auto words = script_error_in(output.out, name);
        return words.empty() ? script_error_in(output.err, name) : words;
    }

private:
    const Installed* find(std::string_view id) const {
        const auto found = std::find_if(here_.begin(), here_.end(),
                                        [&](const Installed& one) { return one.id == id; });
        return found == here_.end() ? nullptr : &*found;
    }

    std::optional<kit::Verdict> own_objection(Verb verb, const std::string& target) const {
        const auto* one = find(target);
        if (one == nullptr) return std::nullopt;
        if (verb == Verb::Upgrade && one->held)
            return kit::Verdict{FERRY_RESULT_FAILED, one->evr,
                                "it is held: dnf versionlock delete lets it change again"};
        const bool exact = one->id.starts_with(one->name + "-" + one->evr);
        if (verb != Verb::Remove || exact) return std::nullopt;
        for (const auto& other : here_) {
            if (&other == one || other.name != one->name || other.arch != one->arch) continue;
            return kit::Verdict{FERRY_RESULT_FAILED, one->evr,
                                "several versions of it are installed; remove one by its own id, "
                                "as " +
                                    other.id};
        }
        return std::nullopt;
    }

    /// What goes is named with version and architecture: a name alone means all its versions.
    std::vector<std::string> arguments(Verb verb, const std::vector<std::string>& targets) const {
        if (verb != Verb::Remove) return targets;
        std::vector<std::string> exact;
        for (const auto& target : targets) {
            const auto* one = find(target);
            exact.push_back(one == nullptr ? target : one->name + "-" + one->evr + "." + one->arch);
        }
        return exact;
    }

    std::vector<Target> meant_by(const std::vector<std::string>& targets) const {
        std::vector<Target> meant;
        for (const auto& target : targets) {
            const auto* one = find(target);
            meant.push_back(one == nullptr ? *parse_id(target) : Target{one->name, one->arch});
        }
        return meant;
    }

    const sdk::Host& host_;
    std::vector<Installed> here_; // as last read
};

} // namespace

Result<void> act(const sdk::Host& host, Verb verb, sdk::Ids ids) {
    Dnf tool(host);
    return kit::change(host, tool, verb, ids);
}

} // namespace ferry::dnf
