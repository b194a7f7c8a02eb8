// Inventory streams: what an installer of a device has, revision by revision.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/clock.hpp"
#include "core/protocol/messages.hpp"
#include "server/service/change_signal.hpp"
#include "server/service/served.hpp"

#include <functional>
#include <string>
#include <vector>

namespace ferry::server {

/// A write that may be sent twice: same key and body, same answer.
struct WriteRequest {
    std::string key;  // of the client, stored there before sending; may be empty: no memory of it
    std::string body; // as received, for telling another request under the same key
};

/// Thread-safe. The seams outlive it.
class StreamService {
public:
    StreamService(Store& store, ChangeSignal& signal, const Clock& clock);

    Served<std::vector<protocol::StreamHead>> heads(const Caller& caller,
                                                    const std::string& device);
    Served<protocol::StreamHead> head(const Caller& caller, const StreamKey& key);
    /// The snapshot as JSON; rows are stored as they are sent, nothing is parsed.
    Served<std::string> snapshot(const Caller& caller, const StreamKey& key);
    /// On disk when it returns. The head as JSON. 409 with the head where the base is not the head.
    Served<std::string> add_delta(const Caller& caller, const StreamKey& key,
                                  const protocol::Delta& delta, const WriteRequest& write);
    Served<std::string> put_snapshot(const Caller& caller, const StreamKey& key,
                                     const protocol::Snapshot& snapshot, const WriteRequest& write);
    Served<Nothing> remove(const Caller& caller, const StreamKey& key);
    Served<std::vector<protocol::RemovedPackage>>
    history(const Caller& caller, const std::string& device, std::size_t limit);
    Served<std::vector<protocol::Holder>>
    holders(const Caller& caller, const std::string& installer, const std::string& id);

private:
    using Change = std::function<Served<protocol::StreamHead>(Tables&)>;
    Served<std::string> write_once(const Caller& caller, const StreamKey& key,
                                   const WriteRequest& write, const Change& change);
    Store& store_;
    ChangeSignal& signal_;
    const Clock& clock_;
};

} // namespace ferry::server
