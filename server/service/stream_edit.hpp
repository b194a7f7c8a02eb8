// What a delta or a snapshot does to a stream, worked out before the writer is asked: the writer is
// one for all, and must not compute.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/clock.hpp"
#include "core/protocol/messages.hpp"
#include "server/service/served.hpp"
#include "server/service/stream_state.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ferry::server {

struct StreamEdit {
    std::optional<protocol::StreamHead> base; // it is valid for this head only
    std::vector<protocol::PackageKey> gone;
    std::vector<PackageRow> rows; // new or changed
    std::string hash;             // afterwards
    StreamState state;            // afterwards
};

/// 409 where the base is not the head, 422 where the new hash does not fit.
Served<StreamEdit> edit_of_delta(const StreamKey& key, const protocol::Delta& delta,
                                 StreamSeen seen);
/// 422 where the hash does not fit, or a package is there twice.
Served<StreamEdit> edit_of_snapshot(const protocol::Snapshot& snapshot, StreamSeen seen);

/// Writes it. 409 where the head is not its base any more.
Served<protocol::StreamHead> write_edit(Tables& tables, const Caller& caller, const StreamKey& key,
                                        const StreamEdit& edit, UnixMillis now);
/// Packages that leave go to the history.
Served<Nothing> remove_packages(Tables& tables, const Caller& caller, const StreamKey& key,
                                const std::vector<protocol::PackageKey>& packages, UnixMillis now);

} // namespace ferry::server
