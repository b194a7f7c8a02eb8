// Devices first, then their streams.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/fetcher.hpp"

#include "core/sync/calls.hpp"
#include "core/sync/depot_calls.hpp"
#include "core/sync/depot_news.hpp"
#include "core/sync/keyring.hpp"
#include "core/sync/local_streams.hpp"
#include "core/sync/waiting_requests.hpp"

#include <algorithm>
#include <utility>

namespace ferry::sync {
namespace {

using protocol::DeviceInfo;

bool is_news(const std::vector<DeviceInfo>& known, const DeviceInfo& info) {
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&](const auto& one) { return one.id == info.id; });
    return found == known.end() || found->device.name != info.device.name ||
           (found->revoked != 0) != (info.revoked != 0);
}

} // namespace

Result<void> Fetcher::fetch(const std::vector<protocol::Change>& changes) {
    Streams streams;
    bool devices_changed = false;
    for (const auto& change : changes) {
        if (change.kind == "device") devices_changed = true;
        if (change.kind == "stream" && change.device_id != link_.account.device_id)
            streams[change.device_id].insert(change.installer);
    }
    if (!devices_changed && streams.empty()) return {};
    if (auto done = refresh_devices(); !done) return done;
    for (const auto& [device, installers] : streams) {
        if (!names_.contains(device)) continue; // removed since
        const auto known = parts_.state.devices().heads({device});
        if (!known) return known.error();
        for (const auto& installer : installers) {
            std::string hash;
            for (const auto& head : *known)
                if (head.installer == installer) hash = head.hash;
            if (auto done = fetch_stream(device, {installer}, hash); !done) return done;
        }
    }
    return {};
}

Result<void> Fetcher::fetch_all() {
    if (auto done = refresh_devices(); !done) return done;
    const auto names = names_; // a copy: the loop must not depend on what it calls
    for (const auto& [device, name] : names) {
        if (device == link_.account.device_id) continue;
        if (auto done = refresh_streams(device); !done) return done;
    }
    return {};
}

Result<void> Fetcher::fetch_requests(const std::vector<protocol::Change>& changes) {
    const bool changed = std::any_of(changes.begin(), changes.end(), [&](const auto& change) {
        return change.kind == "request" && change.device_id == link_.account.device_id;
    });
    return changed ? refresh_waiting(parts_, link_) : Result<void>();
}

Result<void> Fetcher::fetch_depot(const std::vector<protocol::Change>& changes) {
    const bool changed = std::any_of(changes.begin(), changes.end(),
                                     [](const auto& change) { return change.kind == "depot"; });
    return changed ? fetch_depot() : Result<void>();
}

Result<void> Fetcher::fetch_depot() {
    const auto items = depot_items(*link_.server, "");
    const bool has_none = !items && items.error().code == Code::NotFound; // an older server
    if (!items && !has_none) return items.error();
    if (has_none || items->empty()) {
        auto news = remember_empty_depot(parts_);
        if (!news) return news.error();
        summary_.depot = std::move(*news);
        return {};
    }
    const auto keyring = Keyring::open(parts_, link_);
    if (!keyring) return keyring.error(); // and the next sync asks again
    auto news = remember_depot(parts_, link_, *keyring, *items);
    if (!news) return news.error();
    summary_.depot = std::move(news->value);
    for (auto& problem : news->problems)
        summary_.problems.push_back(std::move(problem));
    return {};
}

Result<void> Fetcher::refresh_devices() {
    const auto before = parts_.state.devices().list();
    if (!before) return before.error();
    const auto now = devices(*link_.server);
    if (!now) return now.error();
    auto transaction = parts_.state.begin();
    if (!transaction) return transaction.error();
    if (auto done = parts_.state.devices().replace(*now); !done) return done;
    if (auto done = transaction->commit(); !done) return done;
    for (const auto& info : *now) {
        names_[info.id] = info.device.name;
        if (info.id == link_.account.device_id)
            link_.account.device.name = info.device.name; // renamed from elsewhere
        else if (is_news(*before, info))
            note(info.id, {});
    }
    return {};
}

Result<void> Fetcher::refresh_streams(const std::string& device) {
    const auto known = parts_.state.devices().heads({device});
    if (!known) return known.error();
    const auto heads = stream_heads(*link_.server, device);
    if (!heads) return heads.error();
    std::map<std::string, std::string> hashes; // as known, of what is not on the server any more
    for (const auto& head : *known)
        hashes[head.installer] = head.hash;
    for (const auto& head : *heads) {
        const auto hash = hashes.contains(head.installer) ? hashes[head.installer] : std::string();
        hashes.erase(head.installer);
        if (hash == head.hash) continue;
        if (auto done = fetch_stream(device, {head.installer}, hash); !done) return done;
    }
    for (const auto& [installer, hash] : hashes) {
        if (auto done = parts_.state.devices().remove_stream({device}, {installer}); !done)
            return done;
        note(device, installer);
    }
    return {};
}

Result<void> Fetcher::fetch_stream(const std::string& device, const InstallerId& installer,
                                   const std::string& known_hash) {
    const auto answer = snapshot(*link_.server, {device, installer}, known_hash);
    if (!answer && answer.error().code != Code::NotFound) return answer.error();
    if (!answer) {
        if (auto done = parts_.state.devices().remove_stream({device}, installer); !done)
            return done;
        if (!known_hash.empty()) note(device, installer.text);
        return {};
    }
    if (!*answer) return {}; // as known
    const auto& found = **answer;
    if (stream_hash(found.packages) != found.hash) {
        summary_.problems.push_back({names_[device] + ", " + installer.text,
                                     "what the server gives is not what the device reported",
                                     "run ferry sync there", Code::BadData});
        return {};
    }
    const protocol::StreamHead head{installer.text, found.revision, found.hash,
                                    found.packages.size(), parts_.clock.now()};
    if (auto done = parts_.state.devices().put_stream({device}, head, found.packages); !done)
        return done;
    note(device, installer.text);
    return {};
}

/// `installer` may be empty: news of the device itself.
void Fetcher::note(const std::string& device, const std::string& installer) {
    auto& news = summary_.news;
    auto at = std::find_if(news.begin(), news.end(),
                           [&](const auto& one) { return one.device_id == device; });
    if (at == news.end()) at = news.insert(at, {device, names_[device], {}});
    if (!installer.empty()) at->installers.push_back({installer});
}

} // namespace ferry::sync
