// Read access below the inventory root, and nowhere else.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/platform/files.hpp"

#include <ferry/result.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
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
    const std::filesystem::path& real_folder(const std::filesystem::path& folder) const;
    std::filesystem::path real_place(const std::filesystem::path& path) const;
    void remember_folders(const std::filesystem::path& folder,
                          const std::vector<FileEntry>& entries) const;

    const ReadOnlyFiles& files_;
    std::filesystem::path root_, real_root_;
    mutable std::unordered_map<std::filesystem::path::string_type, std::filesystem::path>
        real_folders_; // by the folder as it was named
};

} // namespace ferry::worker
