// Read access below the inventory root, and nowhere else.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/platform/files.hpp"

#include <ferry/result.hpp>

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::worker {

class RootedFiles {
public:
    /// `files` outlives it.
    RootedFiles(const ReadOnlyFiles& files, std::filesystem::path root);

    /// `path` is absolute as the machine itself would say it.
    /// Errors: NotFound, Denied, Io, BadData ("..", or a link that leads out of the root).
    Result<std::string> read(std::string_view path) const;
    Result<std::vector<FileEntry>> list(std::string_view path) const;

private:
    bool is_whole_machine() const { return root_ == root_.root_path(); }
    Result<std::filesystem::path> resolved(std::string_view text) const;
    void remember_folders(std::string_view text, const std::filesystem::path& folder,
                          const std::vector<FileEntry>& entries) const;

    const ReadOnlyFiles& files_;
    std::filesystem::path root_, real_root_;
    // By the plugin's words, and where they are; no part of these leads out of the root.
    mutable std::map<std::string, std::filesystem::path, std::less<>> known_folders_;
};

} // namespace ferry::worker
