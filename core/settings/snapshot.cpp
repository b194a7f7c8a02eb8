// The archive of settings with a list in front, since targets are paths of this machine.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/snapshot.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/settings/archive.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <system_error>

namespace ferry::settings {
namespace {

constexpr const char* kList = "list";
constexpr const char* kBefore = "before";
constexpr ArchiveLimits kLimits{2 * kMaxSettingsBytes, kMaxSettingsFiles + 1};

/// In the folders of the targets, which are few: each is listed once per target.
Result<void> remove_left_overs(const std::filesystem::path& target, Files& files) {
    const auto entries = files.list(target.parent_path());
    if (!entries) return {}; // never made
    for (const auto& entry : *entries) {
        if (!is_left_over(entry.name, to_utf8(target.filename()))) continue;
        const auto removed = files.remove(target.parent_path() / from_utf8(entry.name));
        if (!removed) return removed.error();
    }
    return {};
}

} // namespace

std::optional<std::uint64_t> whole_number(std::string_view text) {
    std::uint64_t number = 0;
    const auto* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stopped != end || text.empty()) return std::nullopt;
    return number;
}

Result<std::string> encode(const Snapshot& snapshot) {
    auto list = nlohmann::json::array();
    std::vector<SettingsFile> files(1);
    for (const auto& file : snapshot.files) {
        list.push_back({{"target", to_utf8(file.target)},
                        {"existed", file.existed},
                        {"after", hex(file.after)}});
        if (file.existed) files.push_back({kBefore, std::to_string(list.size() - 1), file.before});
    }
    files[0] = {kList, "list.json", dump_json(list)};
    return pack(files);
}

Result<Snapshot> decode_snapshot(std::string_view bytes) {
    const Error damaged{Code::BadData, "the snapshot is damaged"};
    auto files = unpack(bytes, kLimits);
    if (!files) return files.error();
    const auto front = std::find_if(files->begin(), files->end(),
                                    [](const SettingsFile& file) { return file.rule == kList; });
    if (front == files->end()) return damaged;
    const auto list = parse_json(front->content);
    if (!list || !list->is_array()) return damaged;
    Snapshot snapshot;
    for (const auto& row : *list) {
        if (!row.is_object()) return damaged;
        SnapshotFile file;
        file.target = from_utf8(json_text(row, "target"));
        file.existed = row.value("existed", false);
        if (!from_hex(json_text(row, "after"), file.after) || !file.target.is_absolute())
            return damaged;
        snapshot.files.push_back(std::move(file));
    }
    for (auto& file : *files) {
        if (file.rule == kList) continue;
        const auto at = whole_number(file.path);
        if (!at || *at >= snapshot.files.size()) return damaged;
        snapshot.files[static_cast<std::size_t>(*at)].before = std::move(file.content);
    }
    return snapshot;
}

Result<void> bring_back(const Snapshot& snapshot, Files& files) {
    for (const auto& file : snapshot.files) {
        if (const auto clean = remove_left_overs(file.target, files); !clean) return clean.error();
        if (!file.existed) {
            const auto removed = files.remove(file.target);
            if (!removed && removed.error().code != Code::NotFound) return removed.error();
            continue;
        }
        const auto here = files.read(file.target, kMaxSettingsBytes);
        if (here && *here == file.before) continue;
        if (const auto made = files.create_folders(file.target.parent_path()); !made)
            return made.error();
        // What exists keeps its mode; what has gone meanwhile comes back for its owner only.
        if (const auto put = files.replace(file.target, file.before, !here); !put)
            return put.error();
    }
    return {};
}

} // namespace ferry::settings
