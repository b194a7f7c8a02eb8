// What was remembered before tells what is new.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/depot_news.hpp"

#include "core/sync/depot_manifest.hpp"
#include "core/sync/device_memory.hpp"

#include <set>
#include <string>
#include <utility>

namespace ferry::sync {
namespace {

using state::KnownDepotFile;

Report<std::vector<KnownDepotFile>> believed_files(const Parts& parts, const Link& link,
                                                   const Keyring& keyring,
                                                   const std::vector<protocol::DepotItem>& items) {
    DeviceNames names;
    Report<std::vector<KnownDepotFile>> believed;
    for (const auto& item : items) {
        auto manifest = believed_manifest(link, keyring, item);
        if (!manifest) {
            believed.problems.push_back({"depot",
                                         item.id.substr(0, 12) + ": " + manifest.error().message,
                                         "no plan offers this file", manifest.error().code});
            continue;
        }
        auto author = names.of(manifest->author, parts, link);
        believed.value.push_back({item.id, std::move(*manifest), std::move(author)});
    }
    return believed;
}

/// `own`: the device whose files are no news here.
Result<DepotNews> remember(const Parts& parts, const std::vector<KnownDepotFile>& files,
                           const std::string& own) {
    const auto known = parts.state.depot().list();
    if (!known) return known.error();
    std::set<std::string> before;
    for (const auto& file : *known)
        before.insert(file.id);
    DepotNews news;
    for (const auto& file : files) {
        if (before.erase(file.id) != 0) continue;
        news.changed = true;
        if (file.manifest.author != own) news.added.push_back(file);
    }
    news.changed = news.changed || !before.empty();
    if (const auto done = parts.state.depot().remember(files); !done) return done.error();
    return news;
}

} // namespace

Result<Report<DepotNews>> remember_depot(const Parts& parts, const Link& link,
                                         const Keyring& keyring,
                                         const std::vector<protocol::DepotItem>& items) {
    auto believed = believed_files(parts, link, keyring, items);
    auto news = remember(parts, believed.value, link.account.device_id);
    if (!news) return news.error();
    return Report<DepotNews>{std::move(*news), std::move(believed.problems)};
}

Result<DepotNews> remember_empty_depot(const Parts& parts) {
    return remember(parts, {}, {});
}

} // namespace ferry::sync
