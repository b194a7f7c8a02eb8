// Paths of plugins, resolved below the root.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/worker/rooted_files.hpp"

#include "core/platform/rooted_path.hpp"

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

} // namespace

RootedFiles::RootedFiles(const ReadOnlyFiles& files, std::filesystem::path root)
    : files_(files), root_(std::move(root)) {
    std::error_code ignored;
    real_root_ = std::filesystem::weakly_canonical(root_, ignored);
}

/// Where the folder really lies. Installers are asked for thousands of files in few folders, so
/// what was found is kept: one question to the system per folder, not one per part of every path.
const std::filesystem::path& RootedFiles::real_folder(const std::filesystem::path& folder) const {
    const auto known = real_folders_.find(folder.native());
    if (known != real_folders_.end()) return known->second;
    return real_folders_.emplace(folder.native(), real_place(folder)).first->second;
}

std::filesystem::path RootedFiles::real_place(const std::filesystem::path& path) const {
    std::error_code ignored;
    const auto parent = path.parent_path();
    const bool link = std::filesystem::is_symlink(std::filesystem::symlink_status(path, ignored));
    if (link || path.native() == root_.native() || parent.native() == path.native())
        return std::filesystem::weakly_canonical(path, ignored);
    return real_folder(parent) / path.filename();
}

Result<std::filesystem::path> RootedFiles::resolved(std::string_view text) const {
    auto path = path_below(root_, text);
    if (!path || is_whole_machine()) return path;
    if (!is_below(real_place(*path), real_root_))
        return Error{Code::BadData, std::string(text) + ": leads out of the root"};
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
    if (entries) remember_folders(*folder, *entries);
    return entries;
}

/// What is listed as a folder is no link, and needs no question when something in it is read.
void RootedFiles::remember_folders(const std::filesystem::path& folder,
                                   const std::vector<FileEntry>& entries) const {
    if (is_whole_machine()) return;
    const auto& real = real_folder(folder);
    for (const auto& entry : entries) {
        if (entry.kind != FileKind::Folder) continue;
        const auto name = from_utf8(entry.name);
        real_folders_.try_emplace((folder / name).native(), real / name);
    }
}

} // namespace ferry::worker
