// ferry settings pull / diff / undo: settings of the account written here, and taken back.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/commands.hpp"
#include "core/cli/inventory_json.hpp"
#include "core/cli/settings_pull.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace ferry::cli {
namespace {

using nlohmann::json;

class Pull final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("SOFTWARE", names_, "whose settings").required();
        options.add_option("--revision", how_.revision, "an older one; see ferry settings history")
            .type_name("HASH");
        options.add_flag("--merge", how_.merge, "where both sides changed: join them key by key");
        options.add_flag("--overwrite", how_.overwrite,
                         "where both sides changed: take the account's");
        home_.add(options);
    }

    Result<ExitStatus> run(Context& context) override {
        if (!how_.revision.empty() && names_.size() > 1)
            return context.wrong_use("--revision is of one software", "settings pull");
        const auto desk = SettingsDesk::open(context, home_);
        if (!desk) return desk.error();
        Puller puller(context, **desk, how_);
        bool partly = false;
        for (const auto& name : names_) {
            const auto done = pull(puller, name);
            if (!done && names_.size() == 1) return done.error();
            if (!done) context.complain(done.error().under(name));
            partly = partly || !done;
        }
        if (context.options.json) print_json(context, {{"schema", 1}, {"pulled", pulled_}});
        return partly ? ExitStatus::Partly : ExitStatus::Done;
    }

private:
    Result<void> pull(Puller& puller, const std::string& name) {
        auto plan = puller.plan(name);
        if (!plan) return plan.error();
        const auto written = puller.pull(*plan);
        if (!written) return written.error();
        if (!*written) return {};
        pulled_.push_back(plan_json(*plan));
        pulled_.back()["written"] = **written;
        return {};
    }

    std::vector<std::string> names_;
    PullOptions how_;
    HomeOptions home_;
    json pulled_ = json::array();
};

class SettingsDiff final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("SOFTWARE", name_, "whose settings").required();
        options.add_option("--revision", how_.revision, "an older one; see ferry settings history")
            .type_name("HASH");
        home_.add(options);
    }

    Result<ExitStatus> run(Context& context) override {
        const auto desk = SettingsDesk::open(context, home_);
        if (!desk) return desk.error();
        const auto plan = Puller(context, **desk, how_).plan(name_);
        if (!plan) return plan.error();
        if (context.options.json) {
            auto document = plan_json(*plan);
            document["schema"] = 1;
            print_json(context, document);
            return ExitStatus::Done;
        }
        context.terminal().out(difference_text(*plan));
        context.say(plan->words() + ", - is here.");
        return ExitStatus::Done;
    }

private:
    std::string name_;
    PullOptions how_;
    HomeOptions home_;
};

class Undo final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("SOFTWARE", name_, "whose settings").required();
    }

    Result<ExitStatus> run(Context& context) override {
        const auto desk = SettingsDesk::open(context, {to_utf8(context.paths().home)});
        if (!desk) return desk.error();
        const SoftwareId software{name_};
        const auto undone = (*desk)->restorer().undo(software, context.options.yes);
        if (!undone) return undone.error();
        context.say(name_ + ": " + std::to_string(undone->files) +
                    " files are as they were before " + iso8601(undone->restored) + ".");
        return ExitStatus::Done;
    }

private:
    std::string name_;
};

} // namespace

CommandRow settings_pull_command() {
    return {"settings pull", "write settings of the account here, where this system keeps them",
            "  ferry settings pull neovim\n"
            "  ferry settings pull vscode --dry-run\n"
            "  ferry settings pull vscode --revision 3fa1",
            make_command<Pull>};
}
CommandRow settings_diff_command() {
    return {"settings diff", "what a pull would change here, line by line",
            "  ferry settings diff git", make_command<SettingsDiff>};
}
CommandRow settings_undo_command() {
    return {"settings undo", "bring back what was here before the last pull, byte for byte",
            "  ferry settings undo git", make_command<Undo>};
}

} // namespace ferry::cli
