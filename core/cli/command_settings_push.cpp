// ferry settings push: captures settings here and gives them to the account, encrypted.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/inventory_json.hpp"
#include "core/cli/settings_desk.hpp"
#include "core/cli/settings_words.hpp"
#include "core/vault/hash.hpp"

#include <nlohmann/json.hpp>

#include <set>
#include <string>
#include <vector>

namespace ferry::cli {
namespace {

using nlohmann::json;

class Push final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("SOFTWARE", names_, "whose; otherwise all that you let travel before");
        options.add_flag("--with-secrets", with_secrets_,
                         "also files that hold passwords, tokens or keys");
        home_.add(options);
    }

    Result<ExitStatus> run(Context& context) override {
        const auto desk = SettingsDesk::open(context, home_);
        if (!desk) return desk.error();
        const auto names = choose(context, **desk);
        if (!names) return names.error();
        bool partly = false;
        for (const auto& name : *names) {
            const auto done = push(context, **desk, name);
            if (!done && names->size() == 1) return done.error();
            if (!done) context.complain(done.error().under(name));
            partly = partly || !done;
        }
        if (context.options.json) print_json(context, {{"schema", 1}, {"pushed", pushed_}});
        return partly ? ExitStatus::Partly : ExitStatus::Done;
    }

private:
    Result<std::vector<std::string>> choose(Context& context, SettingsDesk& desk) const {
        if (!names_.empty()) return names_;
        const auto consents = desk.memory().consents();
        if (!consents) return consents.error();
        std::vector<std::string> names;
        for (const auto& [software, allowed] : *consents) {
            if (allowed) names.push_back(software.text);
        }
        if (names.empty())
            context.say("name the software whose settings may travel; ferry settings list shows "
                        "what is here");
        return names;
    }

    /// Asked once per software, and remembered; naming it with --yes is an answer too.
    Result<bool> consented(Context& context, SettingsDesk& desk, const SoftwareId& software,
                           const settings::Capture& capture) {
        const auto consents = desk.memory().consents();
        if (!consents) return consents.error();
        const auto known = consents->find(software);
        if (known != consents->end() && known->second) return true;
        if (context.options.dry_run) return true;
        const auto yes = context.confirm("Let the settings of " + software.text +
                                         " travel to your other devices (" +
                                         size_words(capture.files) + ", encrypted here)?");
        if (!yes) return yes.error();
        const auto kept = desk.memory().consent(software, *yes, context.clock().now());
        if (!kept) return kept.error();
        return *yes;
    }

    Result<void> push(Context& context, SettingsDesk& desk, const std::string& name) {
        const auto software = desk.software(name);
        if (!software) return software.error();
        auto capture = desk.captured(*software, with_secrets_);
        if (!capture) return capture.error();
        tell_left_out(context, name, *capture);
        if (capture->files.empty())
            return Error{Code::NotFound, "no settings of " + name + " are here"};
        const auto allowed = consented(context, desk, software->id, *capture);
        if (!allowed) return allowed.error();
        if (!*allowed) return {};
        return send(context, desk, *software, std::move(capture->files));
    }

    Result<void> send(Context& context, SettingsDesk& desk, const identity::Software& software,
                      std::vector<settings::SettingsFile> files) {
        const auto here = content_of(software, files, context.device());
        if (!here) return here.error();
        const auto hash = hex(vault::hash(*here));
        const auto seen = desk.memory().seen(software.id);
        if (!seen) return seen.error();
        const auto before = seen->value_or(state::SettingsSeen{});
        json row{{"software", software.id.text}, {"files", files.size()}, {"changed", false}};
        const auto words = size_words(files);
        const auto there = is_there(context, desk, software.id, before);
        if (!there) return there.error();
        if (before.content == hash && *there) {
            context.say(software.id.text + ": nothing changed since the last time.");
            row["revision"] = before.base;
            pushed_.push_back(row);
            return {};
        }
        if (context.options.dry_run) {
            context.say(software.id.text + ": " + words + " would travel.");
            return {};
        }
        if (const auto carried =
                carry_over(desk, software, *there ? before.base : std::string(), files);
            !carried)
            return carried.error();
        const auto content = content_of(software, std::move(files), context.device());
        if (!content) return content.error();
        const auto store = desk.store();
        if (!store) return store.error();
        const auto pushed = (*store)->push(software.id, *content, before.base);
        if (!pushed) return pushed.error();
        const auto kept = desk.memory().remember(software.id, {pushed->hash, hash, pushed->hash});
        if (!kept) return kept.error();
        context.say(software.id.text + ": " + words + " are with the account now.");
        row["changed"] = true;
        row["revision"] = pushed->hash;
        row["conflict_with"] = text_or_null(pushed->conflict_with);
        pushed_.push_back(row);
        if (!pushed->conflict_with.empty()) tell_conflict(context, software.id, *pushed);
        return {};
    }

    /// A server may have lost what it was given: restored from a backup, it gets it again.
    static Result<bool> is_there(Context& context, SettingsDesk& desk, const SoftwareId& software,
                                 const state::SettingsSeen& seen) {
        if (seen.base.empty()) return false;
        if (context.options.dry_run) return true;
        const auto store = desk.store();
        if (!store) return store.error();
        return (*store)->has(software, seen.base);
    }

    /// What this system has no place for is other devices' and must not get lost with this one's
    /// revision.
    static Result<void> carry_over(SettingsDesk& desk, const identity::Software& software,
                                   const std::string& base,
                                   std::vector<settings::SettingsFile>& files) {
        std::set<std::string> elsewhere;
        for (const auto& rule : software.settings) {
            if (!settings::folder_of(rule, desk.places(), false) &&
                !settings::folder_of(rule, desk.places(), true))
                elsewhere.insert(rule.name);
        }
        if (elsewhere.empty() || base.empty()) return {};
        auto before = desk.content(software.id, base);
        if (!before) return before.error();
        for (auto& file : before->files) {
            if (elsewhere.count(file.rule) != 0) files.push_back(std::move(file));
        }
        return {};
    }

    static void tell_conflict(Context& context, const SoftwareId& software,
                              const sync::Pushed& pushed) {
        context.say("  Another device changed them too. Both are kept; ferry settings history " +
                    software.text + " shows them, and ferry settings pull " + software.text +
                    " --revision " + pushed.conflict_with.substr(0, 12) + " takes the other.");
    }

    std::vector<std::string> names_;
    bool with_secrets_ = false;
    HomeOptions home_;
    json pushed_ = json::array();
};

} // namespace

CommandRow settings_push_command() {
    return {"settings push", "give settings to your other devices, encrypted here",
            "  ferry settings push neovim git\n"
            "  ferry settings push\n"
            "  ferry settings push vscode --dry-run",
            make_command<Push>};
}

} // namespace ferry::cli
