// Paths of plugins, resolved below the root.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/worker/rooted_files.hpp"

#include "core/platform/rooted_path.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

namespace ferry::worker {
namespace {

/// Both are canonical, so that their texts tell.
bool is_below(const std::filesystem::path& path, const std::filesystem::path& root) {
    const auto &text = path.native(), &above = root.native();
    if (!text.starts_with(above)) return false;
    return text.size() == above.size() || !root.has_filename() ||
           text[above.size()] == std::filesystem::path::preferred_separator;
}

bool is_link(const std::filesystem::path& path) {
    std::error_code ignored;
    return std::filesystem::is_symlink(std::filesystem::symlink_status(path, ignored));
}

/// Of one entry of a folder, on every system.
bool is_name(std::string_view text) {
    return !text.empty() && text != "." && text != ".." &&
           text.find_first_of("\\:") == std::string_view::npos;
}

} // namespace

RootedFiles::RootedFiles(const ReadOnlyFiles& files, std::filesystem::path root)
    : files_(files), root_(std::move(root)) {
    std::error_code ignored;
    real_root_ = std::filesystem::weakly_canonical(root_, ignored);
}

/// Installers ask for thousands of files in few folders, so folders that are fine are remembered:
/// what is in one of them and no link needs no look at the way to it.
Result<std::filesystem::path> RootedFiles::resolved(std::string_view text) const {
    if (is_whole_machine()) return path_below(root_, text);
    if (const auto known = known_folders_.find(text); known != known_folders_.end())
        return known->second;
    const auto slash = std::min(text.rfind('/'), text.size());
    const auto folder = text.substr(0, slash), name = text.substr(std::min(slash + 1, text.size()));
    if (const auto known = known_folders_.find(folder);
        known != known_folders_.end() && is_name(name)) {
        auto path = known->second / from_utf8(name);
        if (!is_link(path)) return path;
    }
    auto path = path_below(root_, text);
    if (!path) return path;
    std::error_code ignored;
    const auto real = std::filesystem::weakly_canonical(*path, ignored);
    if (!is_below(real, real_root_))
        return Error{Code::BadData, std::string(text) + ": leads out of the root"};
    // The root itself may have been reached from above, which tells nothing of what is beside it.
    const bool tells = is_name(name) && !is_link(*path) && is_below(real.parent_path(), real_root_);
    if (tells && folder.find('/') != std::string_view::npos)
        known_folders_.try_emplace(std::string(folder), path->parent_path());
    return path;
}

Result<std::string> RootedFiles::read(std::string_view path) const {
    const auto file = resolved(path);
    if (!file) return file.error();
    return files_.read(*file);
}

Result<std::vector<FileEntry>> RootedFiles::list(std::string_view path) const {
    const auto folder = resolved(path);
    if (!folder) return folder.error();
    auto entries = files_.list(*folder);
    if (entries) remember_folders(path, *folder, *entries);
    return entries;
}

/// What is listed as a folder is no link.
void RootedFiles::remember_folders(std::string_view text, const std::filesystem::path& folder,
                                   const std::vector<FileEntry>& entries) const {
    if (is_whole_machine()) return;
    for (const auto& entry : entries) {
        if (entry.kind != FileKind::Folder || !is_name(entry.name)) continue;
        known_folders_.try_emplace(std::string(text) + "/" + entry.name,
                                   folder / from_utf8(entry.name));
    }
}

} // namespace ferry::worker
