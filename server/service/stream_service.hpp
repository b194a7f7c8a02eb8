// Inventory streams: what an installer of a device has, revision by revision.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/clock.hpp"
#include "core/protocol/messages.hpp"
#include "server/service/change_signal.hpp"
#include "server/service/served.hpp"
#include "server/service/stream_edit.hpp"
#include "server/service/stream_state.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ferry::server {

/// A write that may be sent twice: same key and body, same answer.
struct WriteRequest {
    std::string key;  // of the client, stored there before sending; may be empty: no memory of it
    std::string body; // uncompressed, for telling another request under the same key
};

struct StoredSnapshot {
    std::string hash;
    std::string json;
};

/// Thread-safe. The seams outlive it.
class StreamService {
public:
    StreamService(Store& store, ChangeSignal& signal, const Clock& clock);

    Served<std::vector<protocol::StreamHead>> heads(const Caller& caller,
                                                    const std::string& device);
    Served<protocol::StreamHead> head(const Caller& caller, const StreamKey& key);
    /// Nothing where the asker has `known_hash` already. Rows are stored as they are sent, so that
    /// nothing is parsed.
    Served<std::optional<StoredSnapshot>> snapshot(const Caller& caller, const StreamKey& key,
                                                   const std::string& known_hash = {});
    /// On disk when it returns. The head as JSON. 409 with the head where the base is not the head.
    Served<std::string> add_delta(const Caller& caller, const StreamKey& key,
                                  const protocol::Delta& delta, const WriteRequest& write);
    Served<std::string> put_snapshot(const Caller& caller, const StreamKey& key,
                                     const protocol::Snapshot& snapshot, const WriteRequest& write);
    Served<Nothing> remove(const Caller& caller, const StreamKey& key);
    /// History older than a year, and answers that no client will ask for again. Errors: those of
    /// the store.
    Result<void> forget_old();
    Served<std::vector<protocol::RemovedPackage>>
    history(const Caller& caller, const std::string& device, std::size_t limit);
    Served<std::vector<protocol::Holder>>
    holders(const Caller& caller, const std::string& installer, const std::string& id);

private:
    struct Look {
        std::optional<std::string> earlier; // the answer to this very request, if it came before
        StreamSeen seen;
    };
    Served<StreamSeen> see(Tables& tables, const StreamKey& key);
    Served<Look> look(const Caller& caller, const StreamKey& key, const WriteRequest& write);
    Served<std::string> write_once(const Caller& caller, const StreamKey& key,
                                   const WriteRequest& write, StreamEdit edit);
    Store& store_;
    ChangeSignal& signal_;
    const Clock& clock_;
    StateCache states_;
};

} // namespace ferry::server
