// Writing the account's settings here: what `ferry settings pull`, `diff` and apply's offer share.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/cli/settings_desk.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ferry::cli {

struct PullOptions {
    std::string revision;   // the beginning of its hash; empty: the newest
    bool merge = false;     // where both sides changed: join them
    bool overwrite = false; // where both sides changed: take the account's
};

/// A revision of the account, opened, beside what is here.
struct PullPlan {
    identity::Software software;
    sync::Revision revision;
    std::vector<settings::SettingsFile> content;
    std::string newest;  // revision; another one than this where an older one was asked for
    bool merged = false; // with what is here: still to be given to the others
    settings::Placement placement;
    std::vector<settings::ComparedFile> files;

    std::size_t differing() const;
    std::string words() const; // "git: 1 of 2 files differ from laptop's"
};

/// software, revision, device, files: as programs read it.
nlohmann::json plan_json(const PullPlan& plan);

/// The files that differ, line by line, - is here.
std::string difference_text(const PullPlan& plan);

/// Borrows both.
class Puller {
public:
    Puller(Context& context, SettingsDesk& desk, PullOptions options)
        : context_(context), desk_(desk), options_(std::move(options)) {}

    /// Says which rules have no place on this system. Errors: NotFound (no such software, no such
    /// revision), Denied, those of the network.
    Result<PullPlan> plan(const std::string& name);

    /// Writes it; how many files, or nothing where the person said no. `sure`: who said yes was
    /// asked already. Errors: Conflict (both sides changed; the program runs), Io, Denied.
    Result<std::optional<std::size_t>> pull(PullPlan& plan, bool sure = false);

private:
    Result<void> compare(PullPlan& plan);
    Result<void> resolve_conflict(PullPlan& plan);
    Result<void> merge(PullPlan& plan, const std::string& base,
                       const std::vector<settings::SettingsFile>& here);
    void tell_unconfirmed(const PullPlan& plan);
    Result<void> remember(const PullPlan& plan);

    Context& context_;
    SettingsDesk& desk_;
    PullOptions options_;
};

} // namespace ferry::cli
