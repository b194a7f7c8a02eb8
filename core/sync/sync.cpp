// The order of a sync run.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/sync.hpp"

#include "core/sync/calls.hpp"
#include "core/sync/fetcher.hpp"
#include "core/sync/link.hpp"
#include "core/sync/local_streams.hpp"
#include "core/sync/sender.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace ferry::sync {
namespace {

using protocol::StreamHead;

/// One run. Reporting comes first, so that the question for changes sees the reports' own ones, and
/// the next run, with nothing new, is one question.
class Run {
public:
    Run(const Parts& parts, Link& link, const SyncInput& input)
        : parts_(parts), link_(link), input_(input) {}

    Result<SyncSummary> go() {
        auto local = local_streams(input_.here.installers);
        streams_ = std::move(local.value);
        summary_.problems = std::move(local.problems);
        using Part = Result<void> (Run::*)();
        for (const Part part : {&Run::tell_facts, &Run::report, &Run::learn, &Run::remember})
            if (const auto done = (this->*part)(); !done) return done.error();
        std::sort(summary_.news.begin(), summary_.news.end(),
                  [](const auto& left, const auto& right) { return left.name < right.name; });
        return std::move(summary_);
    }

private:
    Result<void> tell_facts();
    Result<void> report();
    Result<void> report_all();
    Result<void> learn();
    Result<void> ask_for_changes();
    Result<void> reconcile();
    Result<void> settle(const StreamHead& theirs, const std::optional<StreamHead>& ours);
    Result<void> remember();

    const Parts& parts_;
    Link& link_;
    const SyncInput& input_;
    SyncSummary summary_;
    Sender sender_{parts_, link_, summary_};
    std::vector<LocalStream> streams_;
    std::vector<protocol::Change> changes_;
    bool from_start_ = false;
    bool states_differ_ = false;
};

/// After an upgrade of the system, say. The name is the account's: it may have been chosen.
Result<void> Run::tell_facts() {
    auto facts = input_.here.device;
    facts.name = link_.account.device.name;
    if (facts.os.empty() || facts == link_.account.device) return {};
    const auto updated = update_device(*link_.server, link_.account.device_id, facts);
    if (!updated) return updated.error();
    link_.account.device = updated->device;
    return parts_.state.account().save(link_.account);
}

Result<void> Run::report() {
    if (auto done = sender_.finish_pending(); !done) return done;
    return report_all();
}

Result<void> Run::report_all() {
    for (const auto& stream : streams_)
        if (auto done = sender_.report(stream); !done) return done;
    for (const auto& installer : input_.absent)
        if (auto done = sender_.remove(installer); !done) return done;
    return {};
}

Result<void> Run::learn() {
    from_start_ = link_.account.cursor == 0;
    if (auto done = ask_for_changes(); !done) return done;
    if (states_differ_) {
        if (auto done = reconcile(); !done) return done;
        if (auto done = report_all(); !done) return done;
    }
    Fetcher fetcher(parts_, link_, summary_);
    if (auto done = fetcher.fetch_requests(changes_); !done) return done;
    const auto fetched = from_start_ ? fetcher.fetch_all() : fetcher.fetch(changes_);
    if (!fetched) return fetched;
    return from_start_ ? fetcher.fetch_depot() : fetcher.fetch_depot(changes_);
}

Result<void> Run::ask_for_changes() {
    const auto heads = parts_.state.streams().heads();
    if (!heads) return heads.error();
    const auto state = device_state(*heads);
    auto& cursor = link_.account.cursor;
    for (;;) {
        auto answer = changes(*link_.server, cursor, state);
        if (!answer) return answer.error();
        if (answer->outcome == ChangesOutcome::Nothing) return {};
        if (answer->outcome == ChangesOutcome::UnknownSequence) {
            if (cursor == 0) return Error{Code::BadData, "the server knows no changes at all"};
            summary_.server_went_back = true;
            from_start_ = true;
            cursor = 0;
            continue;
        }
        auto& page = answer->changes;
        if (page.more && page.next <= cursor)
            return Error{Code::BadData,
                         "the server's changes do not go on after " + std::to_string(cursor)};
        cursor = page.next;
        changes_.insert(changes_.end(), page.changes.begin(), page.changes.end());
        states_differ_ = page.device_state != state;
        if (!page.more) return {};
    }
}

/// The server has other streams of this device than were acknowledged: it was restored from a
/// backup, or this device's memory was.
Result<void> Run::reconcile() {
    const auto theirs = stream_heads(*link_.server, link_.account.device_id);
    if (!theirs) return theirs.error();
    const auto ours = parts_.state.streams().heads();
    if (!ours) return ours.error();
    std::map<std::string, StreamHead> left;
    for (const auto& head : *ours)
        left[head.installer] = head;
    for (const auto& head : *theirs) {
        const auto known = left.find(head.installer);
        const auto own = known == left.end() ? std::nullopt : std::optional(known->second);
        left.erase(head.installer);
        if (auto done = settle(head, own); !done) return done;
    }
    for (const auto& [installer, head] : left)
        if (auto done = parts_.state.streams().remove({installer}); !done) return done;
    return {};
}

/// Afterwards what is remembered is what the server has.
Result<void> Run::settle(const StreamHead& theirs, const std::optional<StreamHead>& ours) {
    if (ours && ours->hash == theirs.hash && ours->revision == theirs.revision) return {};
    const InstallerId installer{theirs.installer};
    const auto found = snapshot(*link_.server, {link_.account.device_id, installer}, {});
    if (!found) return found.error();
    if (!*found)
        return Error{Code::BadData, "the server kept the stream " + installer.text + " back"};
    return parts_.state.streams().put(theirs, (*found)->packages);
}

Result<void> Run::remember() {
    link_.account.last_sync = parts_.clock.now();
    return parts_.state.account().save(link_.account);
}

} // namespace

Result<SyncSummary> sync(const Parts& parts, const SyncInput& input) {
    auto link = make_link(parts);
    if (!link) return link.error();
    return Run(parts, *link, input).go();
}

} // namespace ferry::sync
