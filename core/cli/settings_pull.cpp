// Choosing a revision, comparing, joining, writing, remembering.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/settings_pull.hpp"

#include "core/base/text.hpp"
#include "core/cli/settings_words.hpp"
#include "core/settings/bundle_content.hpp"
#include "core/settings/merge_bundles.hpp"
#include "core/vault/hash.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace ferry::cli {
namespace {

using nlohmann::json;
using settings::Difference;

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

Error both_changed(const PullPlan& plan) {
    const auto& name = plan.software.id.text;
    return {Code::Conflict, "the settings of " + name + " changed here and on " +
                                printable(plan.revision.author) +
                                "; --merge joins them, --overwrite takes the account's (ferry "
                                "settings diff " +
                                name + " shows them)"};
}

} // namespace

std::size_t PullPlan::differing() const {
    return static_cast<std::size_t>(std::count_if(files.begin(), files.end(), [](const auto& one) {
        return one.difference != Difference::Same;
    }));
}

std::string PullPlan::words() const {
    return software.id.text + ": " + std::to_string(differing()) + " of " +
           std::to_string(files.size()) + " files differ from " + printable(revision.author) + "'s";
}

json plan_json(const PullPlan& plan) {
    auto files = json::array();
    for (const auto& one : plan.files)
        files.push_back({{"rule", one.rule},
                         {"path", one.path},
                         {"target", to_utf8(one.target)},
                         {"difference", to_text(one.difference)}});
    return {{"software", plan.software.id.text},
            {"revision", plan.revision.hash},
            {"device", plan.revision.author},
            {"files", files}};
}

std::string difference_text(const PullPlan& plan) {
    std::string text;
    for (std::size_t i = 0; i < plan.files.size(); ++i) {
        const auto& one = plan.files[i];
        if (one.difference == Difference::Same) continue;
        text += to_utf8(one.target) + " (" + to_text(one.difference) + ")\n" +
                line_difference(one.here, plan.placement.files[i].file.content);
    }
    return text;
}

Result<PullPlan> Puller::plan(const std::string& name) {
    auto software = desk_.software(name);
    if (!software) return software.error();
    const auto store = desk_.store();
    if (!store) return store.error();
    const auto revisions = (*store)->history(software->id);
    if (!revisions) return revisions.error();
    auto revision = choose(*revisions, software->id.text, options_.revision);
    if (!revision) return revision.error();
    auto content = desk_.content(software->id, revision->hash);
    if (!content) return content.error();
    PullPlan plan;
    plan.software = std::move(*software);
    plan.revision = std::move(*revision);
    plan.content = std::move(content->files);
    plan.newest = revisions->front().hash;
    if (const auto compared = compare(plan); !compared) return compared.error();
    return plan;
}

Result<void> Puller::compare(PullPlan& plan) {
    auto placed = settings::place(plan.content, plan.software.settings, desk_.places(),
                                  context_.files(), desk_.prefers_flatpak(plan.software));
    if (!placed) return placed.error().under(plan.software.id.text);
    plan.placement = std::move(*placed);
    for (const auto& rule : plan.placement.nowhere)
        context_.say(plan.software.id.text + ": this system has no place for \"" + printable(rule) +
                     "\"; left out");
    auto files = settings::compare(plan.placement, context_.files());
    if (!files) return files.error();
    plan.files = std::move(*files);
    return {};
}

Result<std::optional<std::size_t>> Puller::pull(PullPlan& plan, bool sure) {
    // What is here already, perhaps since a run that was cut off, is no conflict.
    if (plan.differing() > 0) {
        if (const auto joined = resolve_conflict(plan); !joined) return joined.error();
    }
    const auto none = std::optional<std::size_t>(0);
    if (context_.options.dry_run || plan.differing() == 0) {
        context_.say(plan.words() + ".");
        if (context_.options.dry_run) return none;
        const auto remembered = remember(plan);
        return remembered ? Result<std::optional<std::size_t>>(none) : remembered.error();
    }
    tell_unconfirmed(plan);
    if (const auto program = desk_.running(plan.software))
        return Error{Code::Conflict, *program + " is running and would write its settings over "
                                                "these; end it and try again"};
    if (!sure) {
        const auto yes = context_.confirm(plan.words() + ". Write them here (ferry settings undo "
                                                         "takes them back)?");
        if (!yes) return yes.error();
        if (!*yes) return std::optional<std::size_t>();
    }
    const auto restored = desk_.restorer().restore(plan.software.id, plan.placement);
    if (!restored) return restored.error();
    const auto& name = plan.software.id.text;
    context_.say(name + ": " + std::to_string(restored->written) +
                 " files written; ferry settings undo " + name + " takes them back.");
    if (const auto kept = remember(plan); !kept) return kept.error();
    return std::optional<std::size_t>(restored->written);
}

/// Both sides changed since they were the same: never decided silently.
Result<void> Puller::resolve_conflict(PullPlan& plan) {
    const auto seen = desk_.memory().seen(plan.software.id);
    if (!seen) return seen.error();
    auto here = desk_.captured(plan.software, false);
    if (!here) return here.error();
    const auto content = content_of(plan.software, here->files, context_.device());
    if (!content) return content.error();
    const auto base = *seen ? (*seen)->base : std::string();
    const bool changed_here =
        !here->files.empty() && !base.empty() && hex(vault::hash(*content)) != (*seen)->content;
    if (!changed_here || plan.revision.hash == base || options_.overwrite ||
        !options_.revision.empty())
        return {};
    if (!options_.merge) return both_changed(plan);
    return merge(plan, base, here->files);
}

Result<void> Puller::merge(PullPlan& plan, const std::string& base,
                           const std::vector<settings::SettingsFile>& here) {
    const auto common = desk_.content(plan.software.id, base);
    if (!common) return common.error();
    auto merged = settings::merge_files(common->files, here, plan.content, plan.software.settings,
                                        settings::Side::Theirs);
    for (const auto& clash : merged.clashes)
        context_.say(plan.software.id.text + ": " + printable(clash.file) +
                     (clash.key.empty()
                          ? " changed on both sides; the account's is kept"
                          : ": " + printable(clash.key) + " is " + printable(clash.kept) +
                                ", here it was " + printable(clash.other)));
    plan.content = std::move(merged.files);
    plan.merged = true;
    return compare(plan);
}

/// A path that one source only names may be wrong; undo helps, but the person should know.
void Puller::tell_unconfirmed(const PullPlan& plan) {
    const auto system = desk_.places().system;
    for (const auto& rule : plan.software.settings) {
        const auto& unsure = rule.unconfirmed;
        if (std::find(unsure.begin(), unsure.end(), system) != unsure.end())
            context_.say(plan.software.id.text + ": where " + system + " keeps \"" + rule.name +
                         "\" is known from one source only.");
    }
}

/// From now on what is here counts as that revision, or as a change of it.
Result<void> Puller::remember(const PullPlan& plan) {
    state::SettingsSeen seen{plan.revision.hash, {}, plan.newest};
    if (!plan.merged) {
        auto here = desk_.captured(plan.software, false);
        if (!here) return here.error();
        const auto content = content_of(plan.software, std::move(here->files), context_.device());
        if (!content) return content.error();
        seen.content = hex(vault::hash(*content));
    }
    return desk_.memory().remember(plan.software.id, seen);
}

} // namespace ferry::cli
