// ferry settings pull / diff / undo: settings of the account written here, and taken back.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/inventory_json.hpp"
#include "core/cli/settings_desk.hpp"
#include "core/cli/settings_words.hpp"
#include "core/settings/bundle_content.hpp"
#include "core/settings/merge_bundles.hpp"
#include "core/vault/hash.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace ferry::cli {
namespace {

using nlohmann::json;
using settings::Difference;

/// A revision of the account, opened.
struct Incoming {
    sync::Revision revision;
    settings::BundleContent content;
    std::string newest;  // revision; another one than this where an older one was asked for
    bool merged = false; // with what is here: still to be given to the others
};

/// `wanted`: the beginning of a revision's hash; empty: the newest.
Result<sync::Revision> choose(const std::vector<sync::Revision>& revisions,
                              const std::string& software, const std::string& wanted) {
    std::vector<sync::Revision> found;
    for (const auto& one : revisions) {
        if (wanted.empty() ? one.head : one.hash.starts_with(wanted)) found.push_back(one);
    }
    if (found.size() == 1) return found[0];
    if (revisions.empty())
        return Error{Code::NotFound, "the account has no settings of " + software +
                                         "; ferry settings push " + software +
                                         " on a device that has them"};
    return Error{Code::NotFound, (found.empty() ? "no revision begins with \""
                                                : "several revisions begin with \"") +
                                     printable(wanted) + "\"; ferry settings history " + software};
}

Result<Incoming> incoming(SettingsDesk& desk, const SoftwareId& software,
                          const std::string& wanted) {
    const auto store = desk.store();
    if (!store) return store.error();
    const auto revisions = (*store)->history(software);
    if (!revisions) return revisions.error();
    auto revision = choose(*revisions, software.text, wanted);
    if (!revision) return revision.error();
    auto content = desk.content(software, revision->hash);
    if (!content) return content.error();
    return Incoming{std::move(*revision), std::move(*content), revisions->front().hash, false};
}

Result<std::vector<settings::ComparedFile>>
compared(Context& context, SettingsDesk& desk, const identity::Software& software,
         settings::Placement& placement, const std::vector<settings::SettingsFile>& files) {
    auto placed = settings::place(files, software.settings, desk.places(), context.files(),
                                  desk.prefers_flatpak(software));
    if (!placed) return placed.error().under(software.id.text);
    placement = std::move(*placed);
    for (const auto& rule : placement.nowhere)
        context.say(software.id.text + ": this system has no place for \"" + printable(rule) +
                    "\"; left out");
    return settings::compare(placement, context.files());
}

std::ptrdiff_t count_differing(const std::vector<settings::ComparedFile>& files) {
    return std::count_if(files.begin(), files.end(),
                         [](const auto& one) { return one.difference != Difference::Same; });
}

json files_json(const std::vector<settings::ComparedFile>& files) {
    auto list = json::array();
    for (const auto& one : files)
        list.push_back({{"rule", one.rule},
                        {"path", one.path},
                        {"target", to_utf8(one.target)},
                        {"difference", to_text(one.difference)}});
    return list;
}

class Pull final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("SOFTWARE", names_, "whose settings").required();
        options.add_option("--revision", revision_, "an older one; see ferry settings history")
            .type_name("HASH");
        options.add_flag("--merge", merge_, "where both sides changed: join them key by key");
        options.add_flag("--overwrite", overwrite_, "where both sides changed: take the account's");
        home_.add(options);
    }

    Result<ExitStatus> run(Context& context) override {
        if (!revision_.empty() && names_.size() > 1)
            return context.wrong_use("--revision is of one software", "settings pull");
        const auto desk = SettingsDesk::open(context, home_);
        if (!desk) return desk.error();
        bool partly = false;
        for (const auto& name : names_) {
            const auto done = pull(context, **desk, name);
            if (!done && names_.size() == 1) return done.error();
            if (!done) context.complain(done.error().under(name));
            partly = partly || !done;
        }
        if (context.options.json) print_json(context, {{"schema", 1}, {"pulled", pulled_}});
        return partly ? ExitStatus::Partly : ExitStatus::Done;
    }

private:
    Result<void> pull(Context& context, SettingsDesk& desk, const std::string& name) {
        const auto software = desk.software(name);
        if (!software) return software.error();
        auto wanted = incoming(desk, software->id, revision_);
        if (!wanted) return wanted.error();
        settings::Placement placement;
        auto files = compared(context, desk, *software, placement, wanted->content.files);
        if (!files) return files.error();
        // What is here already, perhaps since a run that was cut off, is no conflict.
        if (count_differing(*files) > 0) {
            if (const auto joined = resolve_conflict(context, desk, *software, *wanted); !joined)
                return joined.error();
            if (wanted->merged)
                files = compared(context, desk, *software, placement, wanted->content.files);
            if (!files) return files.error();
        }
        return write(context, desk, *software, *wanted, {placement, *files});
    }

    /// Both sides changed since they were the same: never decided silently.
    Result<void> resolve_conflict(Context& context, SettingsDesk& desk,
                                  const identity::Software& software, Incoming& wanted) {
        const auto seen = desk.memory().seen(software.id);
        if (!seen) return seen.error();
        auto here = desk.captured(software, false);
        if (!here) return here.error();
        const auto content = content_of(software, here->files, context.device());
        if (!content) return content.error();
        const auto base = *seen ? (*seen)->base : std::string();
        const bool changed_here =
            !here->files.empty() && !base.empty() && hex(vault::hash(*content)) != (*seen)->content;
        if (!changed_here || wanted.revision.hash == base || overwrite_ || !revision_.empty())
            return {};
        if (!merge_)
            return Error{Code::Conflict,
                         "the settings of " + software.id.text + " changed here and on " +
                             printable(wanted.revision.author) +
                             "; --merge joins them, --overwrite takes the account's (ferry "
                             "settings diff " +
                             software.id.text + " shows them)"};
        const auto common = desk.content(software.id, base);
        if (!common) return common.error();
        auto merged = settings::merge_files(common->files, here->files, wanted.content.files,
                                            software.settings, settings::Side::Theirs);
        for (const auto& clash : merged.clashes)
            context.say(software.id.text + ": " + printable(clash.file) +
                        (clash.key.empty()
                             ? " changed on both sides; the account's is kept"
                             : ": " + printable(clash.key) + " is " + printable(clash.kept) +
                                   ", here it was " + printable(clash.other)));
        wanted.content.files = std::move(merged.files);
        wanted.merged = true;
        return {};
    }

    struct Target {
        const settings::Placement& placement;
        const std::vector<settings::ComparedFile>& files;
    };

    Result<void> write(Context& context, SettingsDesk& desk, const identity::Software& software,
                       const Incoming& wanted, const Target& target) {
        const auto differs = count_differing(target.files);
        json row{{"software", software.id.text},
                 {"revision", wanted.revision.hash},
                 {"device", wanted.revision.author},
                 {"files", files_json(target.files)},
                 {"written", 0}};
        const auto words = software.id.text + ": " + std::to_string(differs) + " of " +
                           std::to_string(target.files.size()) + " files differ from " +
                           printable(wanted.revision.author) + "'s";
        if (context.options.dry_run || differs == 0) {
            context.say(words + ".");
            pulled_.push_back(row);
            if (context.options.dry_run) return {};
            return remember(context, desk, software, wanted);
        }
        tell_unconfirmed(context, desk, software);
        if (const auto program = desk.running(software))
            return Error{Code::Conflict, *program + " is running and would write its settings over "
                                                    "these; end it and try again"};
        const auto yes = context.confirm(words + ". Write them here (ferry settings undo takes "
                                                 "them back)?");
        if (!yes) return yes.error();
        if (!*yes) return {};
        const auto restored = desk.restorer().restore(software.id, target.placement);
        if (!restored) return restored.error();
        row["written"] = restored->written;
        pulled_.push_back(row);
        context.say(software.id.text + ": " + std::to_string(restored->written) +
                    " files written; ferry settings undo " + software.id.text +
                    " takes them back.");
        return remember(context, desk, software, wanted);
    }

    /// A path that one source only names may be wrong; undo helps, but the person should know.
    static void tell_unconfirmed(Context& context, const SettingsDesk& desk,
                                 const identity::Software& software) {
        const auto system = desk.places().system;
        for (const auto& rule : software.settings) {
            const auto& unsure = rule.unconfirmed;
            if (std::find(unsure.begin(), unsure.end(), system) != unsure.end())
                context.say(software.id.text + ": where " + system + " keeps \"" + rule.name +
                            "\" is known from one source only.");
        }
    }

    /// From now on what is here counts as that revision, or as a change of it.
    static Result<void> remember(Context& context, SettingsDesk& desk,
                                 const identity::Software& software, const Incoming& wanted) {
        state::SettingsSeen seen{wanted.revision.hash, {}, wanted.newest};
        if (!wanted.merged) {
            auto here = desk.captured(software, false);
            if (!here) return here.error();
            const auto content = content_of(software, std::move(here->files), context.device());
            if (!content) return content.error();
            seen.content = hex(vault::hash(*content));
        }
        return desk.memory().remember(software.id, seen);
    }

    std::vector<std::string> names_;
    std::string revision_;
    bool merge_ = false, overwrite_ = false;
    HomeOptions home_;
    json pulled_ = json::array();
};

class SettingsDiff final : public Command {
public:
    void configure(Options& options) override {
        options.add_option("SOFTWARE", name_, "whose settings").required();
        options.add_option("--revision", revision_, "an older one; see ferry settings history")
            .type_name("HASH");
        home_.add(options);
    }

    Result<ExitStatus> run(Context& context) override {
        const auto desk = SettingsDesk::open(context, home_);
        if (!desk) return desk.error();
        const auto software = (*desk)->software(name_);
        if (!software) return software.error();
        const auto wanted = incoming(**desk, software->id, revision_);
        if (!wanted) return wanted.error();
        settings::Placement placement;
        const auto files = compared(context, **desk, *software, placement, wanted->content.files);
        if (!files) return files.error();
        if (context.options.json) {
            print_json(context, {{"schema", 1},
                                 {"software", name_},
                                 {"revision", wanted->revision.hash},
                                 {"device", wanted->revision.author},
                                 {"files", files_json(*files)}});
            return ExitStatus::Done;
        }
        std::size_t different = 0;
        for (std::size_t i = 0; i < files->size(); ++i) {
            const auto& one = (*files)[i];
            if (one.difference == Difference::Same) continue;
            ++different;
            context.terminal().out(to_utf8(one.target) + " (" + to_text(one.difference) + ")\n" +
                                   line_difference(one.here, placement.files[i].file.content));
        }
        context.say(std::to_string(different) + " of " + std::to_string(files->size()) +
                    " files differ from " + printable(wanted->revision.author) + "'s, - is here.");
        return ExitStatus::Done;
    }

private:
    std::string name_, revision_;
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
