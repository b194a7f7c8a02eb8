// Reports this device's streams: stored before sent, remembered once acknowledged.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/state/outbox.hpp"
#include "core/sync/link.hpp"
#include "core/sync/local_streams.hpp"
#include "core/sync/parts.hpp"
#include "core/sync/sync.hpp"

#include <ferry/result.hpp>

#include <vector>

namespace ferry::sync {

/// Borrows all three. An Error ends the run and leaves the outbox for the next one; what only
/// concerns one installer becomes a problem of the summary.
class Sender {
public:
    Sender(const Parts& parts, const Link& link, SyncSummary& summary)
        : parts_(parts), link_(link), summary_(summary) {}

    /// What an earlier run stored and could not see through: the same bytes under the same key.
    Result<void> finish_pending();
    /// Nothing where the server has acknowledged this state already.
    Result<void> report(const LocalStream& stream);
    Result<void> remove(const InstallerId& installer);

private:
    enum class Verdict { Acknowledged, Refused };
    Result<void> send_whole(const LocalStream& stream);
    Result<Verdict> deliver(const state::PendingWrite& write, const std::vector<Package>& after);
    Result<void> acknowledge(const state::PendingWrite& write, const Answer& answer,
                             const std::vector<Package>& after);
    Result<void> drop(const InstallerId& installer);

    const Parts& parts_;
    const Link& link_;
    SyncSummary& summary_;
    std::string refusal_; // the last one, in words
};

} // namespace ferry::sync
