// ferry settings list / history: what could travel, and what did.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/commands.hpp"
#include "core/cli/inventory_json.hpp"
#include "core/cli/settings_desk.hpp"
#include "core/cli/settings_words.hpp"
#include "core/cli/table.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <string>

namespace ferry::cli {
namespace {

using nlohmann::json;

const char* consent_words(const std::map<SoftwareId, bool>& consents, const SoftwareId& software) {
    const auto found = consents.find(software);
    if (found == consents.end()) return "not asked yet";
    return found->second ? "travels" : "stays here";
}

class List final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("SOFTWARE", names_, "only this; otherwise what is installed here");
        home_.add(options);
    }

    Result<ExitStatus> run(Context& context) override {
        const auto desk = SettingsDesk::open(context, home_);
        if (!desk) return desk.error();
        auto chosen = choose(**desk);
        if (!chosen) return chosen.error();
        const auto consents = (*desk)->memory().consents();
        if (!consents) return consents.error();
        auto list = json::array();
        Table table({"SOFTWARE", "SETTINGS", "LEFT OUT", ""});
        for (const auto& software : *chosen) {
            const auto capture = (*desk)->captured(software, false);
            if (!capture) {
                context.complain(capture.error());
                continue;
            }
            if (capture->files.empty() && capture->flagged.empty() && names_.empty()) continue;
            const auto* consent = consent_words(*consents, software.id);
            table.add({software.id.text, size_words(capture->files),
                       std::to_string(capture->flagged.size() + capture->links.size()), consent});
            list.push_back(row(software, *capture, consent));
        }
        if (context.options.json)
            print_json(context, {{"schema", 1}, {"settings", list}});
        else if (!table.empty())
            context.terminal().out(table.text());
        if (list.empty()) context.say("no software with known settings has any here");
        return ExitStatus::Done;
    }

private:
    Result<std::vector<identity::Software>> choose(SettingsDesk& desk) const {
        if (names_.empty()) return desk.installed();
        std::vector<identity::Software> chosen;
        for (const auto& name : names_) {
            auto software = desk.software(name);
            if (!software) return software.error();
            chosen.push_back(std::move(*software));
        }
        return chosen;
    }

    static json row(const identity::Software& software, const settings::Capture& capture,
                    const char* consent) {
        auto files = json::array(), left_out = json::array();
        for (const auto& file : capture.files)
            files.push_back(
                {{"rule", file.rule}, {"path", file.path}, {"bytes", file.content.size()}});
        for (const auto& one : capture.flagged)
            left_out.push_back({{"rule", one.rule}, {"path", one.path}, {"why", one.what}});
        for (const auto& link : capture.links)
            left_out.push_back({{"path", link}, {"why", "a link"}});
        return {{"software", software.id.text},
                {"files", files},
                {"left_out", left_out},
                {"consent", consent}};
    }

    std::vector<std::string> names_;
    HomeOptions home_;
};

class SettingsHistory final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("SOFTWARE", name_, "a software id").required();
    }

    Result<ExitStatus> run(Context& context) override {
        const auto desk = SettingsDesk::open(context, {to_utf8(context.paths().home)});
        if (!desk) return desk.error();
        const auto software = (*desk)->software(name_);
        if (!software) return software.error();
        const auto store = (*desk)->store();
        if (!store) return store.error();
        const auto revisions = (*store)->history(software->id);
        if (!revisions) return revisions.error();
        const auto seen = (*desk)->memory().seen(software->id);
        if (!seen) return seen.error();
        auto list = json::array();
        Table table({"REVISION", "WHEN", "FROM", ""});
        for (const auto& one : *revisions) {
            const bool here = *seen && (*seen)->base == one.hash;
            table.add({one.hash.substr(0, 12), iso8601(one.time), one.author,
                       std::string(one.head ? "newest " : "") + (here ? "here" : "")});
            list.push_back({{"revision", one.hash},
                            {"parent", text_or_null(one.parent)},
                            {"time", iso8601(one.time)},
                            {"device", one.author},
                            {"newest", one.head},
                            {"here", here}});
        }
        if (context.options.json)
            print_json(context, {{"schema", 1}, {"software", name_}, {"revisions", list}});
        else if (!table.empty())
            context.terminal().out(table.text());
        if (list.empty())
            context.say("the account has no settings of " + name_ + "; ferry settings push " +
                        name_);
        return ExitStatus::Done;
    }

private:
    std::string name_;
};

} // namespace

CommandRow settings_list_command() {
    return {"settings list", "whose settings are here and could travel",
            "  ferry settings list\n"
            "  ferry settings list neovim --json",
            make_command<List>};
}

CommandRow settings_history_command() {
    return {"settings history", "the revisions that the account keeps of one software's settings",
            "  ferry settings history vscode", make_command<SettingsHistory>};
}

} // namespace ferry::cli
