// Snapshot, marker, files, read back, marker gone: a crash between any two leaves a marker, and the
// snapshot that it names puts everything back.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/restore.hpp"

#include "core/base/text.hpp"
#include "core/settings/snapshot.hpp"
#include "core/vault/hash.hpp"

#include <algorithm>
#include <utility>

namespace ferry::settings {
namespace {

namespace fs = std::filesystem;

constexpr const char* kMarker = "running"; // holds the path of the snapshot, below the folder
constexpr std::string_view kEnding = ".snapshot";
constexpr std::uint64_t kLargest = 3 * kMaxSettingsBytes;

Result<Snapshot> read_snapshot(const ReadOnlyFiles& files, const fs::path& file) {
    const auto bytes = files.read(file, kLargest);
    if (!bytes) return bytes.error();
    auto snapshot = decode_snapshot(*bytes);
    if (!snapshot) return snapshot.error().under(to_utf8(file));
    return snapshot;
}

Result<void> gone(Result<void> removed) {
    if (!removed && removed.error().code == Code::NotFound) return {};
    return removed;
}

Result<void> unchanged_since(const Snapshot& snapshot, const ReadOnlyFiles& files) {
    for (const auto& file : snapshot.files) {
        const auto here = files.read(file.target, kMaxSettingsBytes);
        const auto hash = here ? vault::hash(*here) : std::string();
        if (hash != file.after)
            return Error{Code::Conflict, to_utf8(file.target) +
                                             " was changed since; with --yes it is put back all "
                                             "the same"};
    }
    return {};
}

} // namespace

Restorer::Restorer(Files& files, const Clock& clock, fs::path folder)
    : files_(files), clock_(clock), folder_(std::move(folder)) {}

fs::path Restorer::folder_of(const SoftwareId& software) const {
    return folder_ / from_utf8(software.text);
}

Result<bool> Restorer::recover() {
    const auto marker = files_.read(folder_ / kMarker, 4096);
    if (!marker && marker.error().code == Code::NotFound) return false;
    if (!marker) return marker.error();
    const auto file = folder_ / from_utf8(*marker);
    const auto snapshot = read_snapshot(files_, file);
    // Without it everything is back already: it goes after the files, and before the marker.
    const bool back_already = !snapshot && snapshot.error().code == Code::NotFound;
    if (!snapshot && !back_already) return snapshot.error();
    if (!back_already)
        if (const auto back = bring_back(*snapshot, files_); !back) return back.error();
    if (const auto done = gone(files_.remove(file)); !done) return done.error();
    if (const auto done = gone(files_.remove(folder_ / kMarker)); !done) return done.error();
    return true;
}

Result<Restored> Restorer::restore(const SoftwareId& software, const Placement& placement) {
    const auto compared = compare(placement, files_);
    if (!compared) return compared.error();
    Restored result;
    Snapshot snapshot;
    for (std::size_t i = 0; i < compared->size(); ++i) {
        const auto& one = (*compared)[i];
        if (one.difference == Difference::Same) {
            ++result.same;
            continue;
        }
        ++result.written;
        snapshot.files.push_back({one.target, one.difference == Difference::Changed, one.here,
                                  vault::hash(placement.files[i].file.content)});
    }
    if (result.written == 0) return result;
    const auto bytes = encode(snapshot);
    if (!bytes) return bytes.error();
    auto stamp = std::to_string(clock_.now());
    stamp.insert(0, 15 - std::min<std::size_t>(15, stamp.size()), '0'); // names sort by time
    const auto name = from_utf8(software.text) / (stamp + std::string(kEnding));
    if (const auto made = files_.create_folders(folder_of(software), true); !made)
        return made.error();
    if (const auto put = files_.replace(folder_ / name, *bytes, true); !put) return put.error();
    if (const auto put = files_.replace(folder_ / kMarker, to_utf8(name), true); !put)
        return put.error();
    if (const auto written = write_all(placement, *compared); !written) {
        const auto back = recover();
        if (!back)
            return Error{Code::Io, written.error().message +
                                       "; and going back failed: " + back.error().message};
        return Error{written.error().code, written.error().message + "; what was there is back"};
    }
    if (const auto done = files_.remove(folder_ / kMarker); !done) return done.error();
    if (const auto done = forget_oldest(software); !done) return done.error();
    return result;
}

Result<void> Restorer::write_all(const Placement& placement,
                                 const std::vector<ComparedFile>& compared) {
    for (std::size_t i = 0; i < compared.size(); ++i) {
        if (compared[i].difference == Difference::Same) continue;
        const auto& [file, target] = placement.files[i];
        if (const auto made = files_.create_folders(target.parent_path()); !made)
            return made.error();
        const bool is_new = compared[i].difference == Difference::New; // then for its owner only
        if (const auto put = files_.replace(target, file.content, is_new); !put) return put.error();
    }
    for (const auto& [file, target] : placement.files) {
        const auto back = files_.read(target, kMaxSettingsBytes);
        if (!back) return back.error();
        if (*back != file.content)
            return Error{Code::Io, to_utf8(target) + " does not hold what was written"};
    }
    return {};
}

Result<std::vector<UnixMillis>> Restorer::snapshots(const SoftwareId& software) const {
    std::vector<UnixMillis> times;
    const auto entries = files_.list(folder_of(software));
    if (!entries && entries.error().code == Code::NotFound) return times;
    if (!entries) return entries.error();
    for (const auto& entry : *entries) {
        if (!entry.name.ends_with(kEnding)) continue;
        const auto time = whole_number(entry.name.substr(0, entry.name.size() - kEnding.size()));
        if (time) times.push_back(static_cast<UnixMillis>(*time));
    }
    std::sort(times.rbegin(), times.rend());
    return times;
}

/// What is no snapshot is what a cut-off write of one left.
Result<void> Restorer::forget_oldest(const SoftwareId& software) {
    const auto entries = files_.list(folder_of(software));
    if (!entries) return entries.error();
    std::size_t left = 0;
    for (auto entry = entries->rbegin(); entry != entries->rend(); ++entry) {
        if (entry->name.ends_with(kEnding) && ++left <= kMostSnapshots) continue;
        const auto file = folder_of(software) / from_utf8(entry->name);
        if (const auto removed = files_.remove(file); !removed) return removed.error();
    }
    return {};
}

Result<Undone> Restorer::undo(const SoftwareId& software, bool even_if_changed) {
    const auto entries = files_.list(folder_of(software));
    std::string newest;
    for (const auto& entry : entries ? *entries : std::vector<FileEntry>{}) {
        if (entry.name.ends_with(kEnding)) newest = entry.name;
    }
    if (newest.empty())
        return Error{Code::NotFound, "no settings of " + software.text + " were restored here"};
    const auto name = from_utf8(software.text) / from_utf8(newest);
    const auto snapshot = read_snapshot(files_, folder_ / name);
    if (!snapshot) return snapshot.error();
    if (!even_if_changed)
        if (const auto same = unchanged_since(*snapshot, files_); !same) return same.error();
    if (const auto put = files_.replace(folder_ / kMarker, to_utf8(name), true); !put)
        return put.error();
    if (const auto back = recover(); !back) return back.error();
    const auto time = whole_number(newest.substr(0, newest.size() - kEnding.size()));
    return Undone{snapshot->files.size(), static_cast<UnixMillis>(time.value_or(0))};
}

} // namespace ferry::settings
