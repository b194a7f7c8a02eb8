// Paths of plugins, resolved below the root.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/worker/rooted_files.hpp"

#include "core/platform/rooted_path.hpp"

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
    auto path = path_below(root_, text);
    if (!path || root_ == root_.root_path()) return path;
    std::error_code ignored;
    const auto real = std::filesystem::weakly_canonical(*path, ignored);
    const auto real_root = std::filesystem::weakly_canonical(root_, ignored);
    if (!is_below(real, real_root))
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
    return files_.list(*folder);
}

} // namespace ferry::worker
