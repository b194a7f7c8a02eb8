// The state of one stream in memory: its canonical form, and where in it each package stands.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/messages.hpp"
#include "server/store/tables.hpp"

#include <cstddef>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::server {

/// A value. Moving it is cheap; copying one of 1,000 packages takes about 100 microseconds.
class StreamState {
public:
    StreamState(); // without packages
    /// Keys come in order, each once.
    void append(const protocol::PackageKey& key, std::string_view line);
    /// False, and nothing is done, where `gone` names what is not there.
    bool apply(const std::vector<protocol::PackageKey>& gone, const std::vector<PackageRow>& rows);

    std::string hash() const;                                     // hex
    std::string_view line(const protocol::PackageKey& key) const; // empty: not there
    const std::vector<protocol::PackageKey>& keys() const { return keys_; }
    std::size_t bytes() const; // of memory, about

private:
    std::size_t position(const protocol::PackageKey& key) const;
    bool is_at(std::size_t position, const protocol::PackageKey& key) const;
    std::size_t start(std::size_t position) const;
    void take(StreamState& from, std::size_t first, std::size_t last);

    std::vector<protocol::PackageKey> keys_;
    std::vector<std::size_t> ends_; // of each key's line in text_
    std::string text_;
};

/// The head and the packages of a stream at one moment.
struct StreamSeen {
    std::optional<protocol::StreamHead> head; // none: there is no such stream
    StreamState state;
};

/// The states that were written last, so that a delta need not read its stream. Thread-safe.
class StateCache {
public:
    explicit StateCache(std::size_t most_bytes) : most_bytes_(most_bytes) {}
    /// Takes it out; nothing where it is not there or has another hash.
    std::optional<StreamSeen> take(const StreamKey& key, const std::string& hash);
    void put(const StreamKey& key, StreamSeen seen);

private:
    struct Entry {
        std::string name;
        StreamSeen seen; // with a head
    };
    using Entries = std::list<Entry>;
    void drop(Entries::iterator entry);

    const std::size_t most_bytes_;
    std::mutex mutex_;
    Entries entries_; // the last used first
    std::map<std::string, Entries::iterator> by_name_;
    std::size_t bytes_ = 0;
};

} // namespace ferry::server
