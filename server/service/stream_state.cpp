// Editing a canonical form in place of computing it anew.
// SPDX-License-Identifier: Apache-2.0
#include "server/service/stream_state.hpp"

#include "core/base/text.hpp"
#include "core/protocol/canonical.hpp"
#include "core/vault/hash.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ferry::server {
namespace {

using protocol::PackageKey;

constexpr std::size_t kBytesOfKey = 100; // two strings and their heap blocks, about

std::string name_of(const StreamKey& key) {
    return key.device + "\n" + key.installer;
}

} // namespace

StreamState::StreamState() : text_(protocol::kCanonicalHead) {}

void StreamState::append(const PackageKey& key, std::string_view line) {
    keys_.push_back(key);
    text_ += line;
    ends_.push_back(text_.size());
}

std::size_t StreamState::position(const PackageKey& key) const {
    const auto at = std::lower_bound(keys_.begin(), keys_.end(), key);
    return static_cast<std::size_t>(at - keys_.begin());
}

bool StreamState::is_at(std::size_t position, const PackageKey& key) const {
    return position < keys_.size() && keys_[position] == key;
}

std::size_t StreamState::start(std::size_t position) const {
    return position == 0 ? std::string_view(protocol::kCanonicalHead).size() : ends_[position - 1];
}

void StreamState::take(StreamState& from, std::size_t first, std::size_t last) {
    if (first == last) return;
    const auto begin = from.start(first);
    const auto here = text_.size();
    text_.append(from.text_, begin, from.ends_[last - 1] - begin);
    for (auto i = first; i < last; ++i)
        ends_.push_back(from.ends_[i] - begin + here);
    const auto keys = from.keys_.begin();
    std::move(keys + static_cast<std::ptrdiff_t>(first), keys + static_cast<std::ptrdiff_t>(last),
              std::back_inserter(keys_));
}

bool StreamState::apply(const std::vector<PackageKey>& gone, const std::vector<PackageRow>& rows) {
    std::map<PackageKey, std::string_view> lines; // an empty one: gone
    for (const auto& key : gone) {
        if (!is_at(position(key), key) || !lines.try_emplace(key).second) return false;
    }
    for (const auto& row : rows)
        lines[row.key] = row.line;
    StreamState next;
    next.text_.reserve(text_.size() + 4096);
    next.ends_.reserve(ends_.size() + rows.size());
    next.keys_.reserve(keys_.size() + rows.size());
    std::size_t from = 0;
    for (const auto& [key, line] : lines) {
        const auto at = position(key);
        const bool is_there = is_at(at, key);
        next.take(*this, from, at);
        from = is_there ? at + 1 : at;
        if (!line.empty()) next.append(key, line);
    }
    next.take(*this, from, keys_.size());
    *this = std::move(next);
    return true;
}

std::string StreamState::hash() const {
    return hex(vault::hash(text_));
}

std::string_view StreamState::line(const PackageKey& key) const {
    const auto at = position(key);
    if (!is_at(at, key)) return {};
    return std::string_view(text_).substr(start(at), ends_[at] - start(at));
}

std::size_t StreamState::bytes() const {
    return text_.size() + keys_.size() * kBytesOfKey;
}

std::optional<StreamSeen> StateCache::take(const StreamKey& key, const std::string& hash) {
    const std::lock_guard lock(mutex_);
    const auto found = by_name_.find(name_of(key));
    if (found == by_name_.end() || found->second->seen.head->hash != hash) return std::nullopt;
    std::optional seen(std::move(found->second->seen));
    bytes_ -= seen->state.bytes();
    entries_.erase(found->second);
    by_name_.erase(found);
    return seen;
}

void StateCache::put(const StreamKey& key, StreamSeen seen) {
    const std::lock_guard lock(mutex_);
    auto name = name_of(key);
    if (const auto old = by_name_.find(name); old != by_name_.end()) drop(old->second);
    bytes_ += seen.state.bytes();
    entries_.push_front({name, std::move(seen)});
    by_name_[std::move(name)] = entries_.begin();
    while (bytes_ > most_bytes_)
        drop(std::prev(entries_.end()));
}

void StateCache::drop(Entries::iterator entry) {
    bytes_ -= entry->seen.state.bytes();
    by_name_.erase(entry->name);
    entries_.erase(entry);
}

} // namespace ferry::server
