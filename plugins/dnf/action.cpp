// Installing, removing and upgrading through dnf.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/dnf/action.hpp"

#include "plugins/dnf/command.hpp"
#include "plugins/dnf/database.hpp"
#include "plugins/dnf/failure.hpp"
#include "plugins/dnf/names.hpp"
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
        held_.clear();
        for (const auto& one : *now) {
            all.emplace(one.id, kit::State{one.evr});
            if (one.held) held_.push_back(one.id);
        }
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

    Result<std::optional<kit::Verdict>> objection(Verb verb, const std::string& target) override {
        using Objection = std::optional<kit::Verdict>;
        const bool held = std::find(held_.begin(), held_.end(), target) != held_.end();
        if (verb == Verb::Upgrade && held)
            return Objection({FERRY_RESULT_FAILED,
                              {},
                              "it is held: dnf versionlock delete lets it change again"});
        if (verb != Verb::Remove) return Objection{};
        const auto output = host_.run(rehearsal_command(host_, verb, {target}));
        if (!output && output.error().code == Code::TimedOut) return output.error();
        if (!output) return Objection{}; // the run itself will say it
        const auto others = dependents_in(output->out);
        if (others.empty()) return Objection{};
        return Objection({FERRY_RESULT_FAILED,
                          {},
                          "it would take along what needs it: " + kit::joined(others, ", ")});
    }

    bool takes_several() const override { return true; }

    sdk::Command command(Verb verb, const std::vector<std::string>& targets) override {
        return change_command(host_, verb, targets);
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

private:
    const sdk::Host& host_;
    std::vector<std::string> held_;
};

} // namespace

Result<void> act(const sdk::Host& host, Verb verb, sdk::Ids ids) {
    Dnf tool(host);
    return kit::change(host, tool, verb, ids);
}

} // namespace ferry::dnf
