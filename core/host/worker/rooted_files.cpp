// Paths of plugins, resolved below the root.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/worker/rooted_files.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

namespace ferry::worker {
namespace {

bool is_below(const std::filesystem::path& path, const std::filesystem::path& root) {
    const auto ends = std::mismatch(root.begin(), root.end(), path.begin(), path.end());
    return ends.first == root.end();
}

} // namespace

RootedFiles::RootedFiles(const ReadOnlyFiles& files, std::filesystem::path root)
    : files_(files), root_(std::move(root)) {}

Result<std::filesystem::path> RootedFiles::resolved(std::string_view text) const {
    const auto path = from_utf8(text);
    const auto refused = [&](const char* why) {
        return Error{Code::BadData, std::string(text) + ": " + why};
    };
    if (!path.has_root_directory()) return refused("is no absolute path");
    if (std::find(path.begin(), path.end(), "..") != path.end()) return refused("holds \"..\"");
    if (root_ == root_.root_path()) return path;
    const auto below = root_ / path.relative_path();
    std::error_code ignored;
    const auto real = std::filesystem::weakly_canonical(below, ignored);
    const auto real_root = std::filesystem::weakly_canonical(root_, ignored);
    if (!is_below(real, real_root)) return refused("leads out of the root");
    return below;
}

Result<std::string> RootedFiles::read(std::string_view path) const {
    const auto file = resolved(path);
    if (!file) return file.error();
    return files_.read(*file);
}

Result<std::vector<FileEntry>> RootedFiles::list(std::string_view path) const {
    const auto folder = resolved(path);
    if (!folder) return folder.error();
    return files_.list(*folder);
}

} // namespace ferry::worker
