// ferry plan / apply / resume: what would have to happen here, and making it happen.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/commands.hpp"
#include "core/cli/context.hpp"
#include "core/cli/declined.hpp"
#include "core/cli/offer_settings.hpp"
#include "core/cli/other_side.hpp"
#include "core/cli/plan_words.hpp"
#include "core/cli/preference.hpp"
#include "core/cli/run_view.hpp"
#include "core/planner/plan_json.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace ferry::cli {
namespace {

void add_source(Options& options, std::vector<std::string>& names, bool& all_devices) {
    options.add_option("DEVICE|FILE", names, "a device of the account, a manifest, or a plan file");
    options.add_flag("--all-devices", all_devices, "every other device of the account");
}

constexpr const char* kWhich = "say which DEVICE or FILE, or --all-devices";

void add_ticks(Options& options, TickOptions& ticks) {
    options.add_flag("--all", ticks.all, "tick everything that can be installed");
    options.add_option("--only", ticks.only, "only this software; may be repeated")
        .type_name("SOFTWARE")
        .one_value();
    options.add_option("--except", ticks.except, "not this software; may be repeated")
        .type_name("SOFTWARE")
        .one_value();
}

class PlanCommand final : public Command {
public:
    void configure(Options& options) override {
        add_source(options, names_, all_devices_);
        add_prefer(options, prefer_);
        options.add_flag("--detailed-exitcode", detailed_, "exit 4 when there is something to do");
    }

    Result<ExitStatus> run(Context& context) override {
        if (names_.empty() != all_devices_) return context.wrong_use(kWhich, "plan");
        const auto preference = preferred_installers(context, prefer_);
        if (!preference) return preference.error();
        const auto report = plan_for(context, names_, *preference);
        if (!report) return report.error();
        if (context.options.json) {
            context.terminal().out(planner::to_json(report->value, report->problems));
        } else {
            context.terminal().out(plan_text(report->value));
            for (const auto& problem : report->problems)
                context.complain(problem);
        }
        const auto& lines = report->value.lines;
        const bool work =
            std::any_of(lines.begin(), lines.end(), [](const auto& line) { return line.ticked; });
        if (detailed_ && work) return ExitStatus::SomethingToDo;
        return report->clean() ? ExitStatus::Done : ExitStatus::Partly;
    }

private:
    std::vector<std::string> names_;
    std::vector<std::string> prefer_;
    bool all_devices_ = false;
    bool detailed_ = false;
};

class Apply final : public Command {
public:
    void configure(Options& options) override {
        add_source(options, names_, all_devices_);
        add_prefer(options, prefer_);
        add_ticks(options, ticks_);
        settings_.add(options);
    }

    Result<ExitStatus> run(Context& context) override {
        if (names_.empty() != all_devices_) return context.wrong_use(kWhich, "apply");
        const auto preference = preferred_installers(context, prefer_);
        if (!preference) return preference.error();
        auto report = plan_for(context, names_, *preference);
        if (!report) return report.error();
        for (const auto& problem : report->problems)
            context.complain(problem);
        auto& plan = report->value;
        const auto offered = plan;
        const auto ticked = apply_tick_options(plan, ticks_);
        if (!ticked) return ticked.error();
        if (!context.options.json)
            context.say(ticks_.only.empty() ? plan_text(plan) : ticked_text(plan));
        if (!context.options.yes && !context.options.dry_run) {
            const auto asked = ask_for_ticks(plan, context);
            if (!asked) return asked.error();
        }
        const auto actions = apply::requests_of(plan);
        if (context.options.dry_run) {
            show_actions(context, actions);
            return ExitStatus::Done;
        }
        if (actions.empty()) {
            context.say("Nothing is ticked; nothing was installed.");
            // Where nothing could be ticked, the person did not refuse anything either.
            if (!tickable_lines(plan).empty()) return ExitStatus::Done;
            return offer_settings(context, settings_, present_in(plan, ticks_))
                       ? ExitStatus::Done
                       : ExitStatus::Partly;
        }
        const auto wishes = wishes_of(offered, plan);
        // With --only the rest waits for another day; it is not refused.
        const auto& refused = ticks_.only.empty() ? wishes.refused : std::set<SoftwareId>{};
        remember_wishes(context, refused, wishes.wanted);
        return run_actions(context, {"plan from " + plan.from, actions}, [&](const auto& summary) {
            auto here = installed_by(context, summary);
            here.merge(present_in(plan, ticks_));
            return offer_settings(context, settings_, here);
        });
    }

private:
    std::vector<std::string> names_;
    std::vector<std::string> prefer_;
    bool all_devices_ = false;
    TickOptions ticks_;
    SettingsWish settings_;
};

class Resume final : public Command {
public:
    void configure(Options& options) override { settings_.add(options); }
    Result<ExitStatus> run(Context& context) override {
        return resume_run(context, [&](const auto& summary) {
            return offer_settings(context, settings_, installed_by(context, summary));
        });
    }

private:
    SettingsWish settings_;
};

} // namespace

CommandRow plan_command() {
    return {"plan",
            "what would have to happen so that another device's software is here too, from an "
            "installer or your depot",
            "  ferry plan office-pc\n"
            "  ferry plan office-pc.winget.json --json > plan.json\n"
            "  ferry plan --all-devices --detailed-exitcode\n"
            "  ferry plan office-pc --prefer apt,flatpak",
            make_command<PlanCommand>};
}

CommandRow apply_command() {
    return {"apply", "plan, tick, install, from the depot too, and bring the settings along",
            "  ferry apply office-pc\n"
            "  ferry apply office-pc --yes --settings restore\n"
            "  ferry apply office-pc --only firefox --only git --yes\n"
            "  ferry apply plan.json --dry-run",
            make_command<Apply>};
}

CommandRow resume_command() {
    return {"resume", "finish a run that was cut off", "  ferry resume", make_command<Resume>};
}

} // namespace ferry::cli
