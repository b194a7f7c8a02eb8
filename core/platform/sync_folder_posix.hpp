// Names in a folder survive a power cut only once the folder itself is on disk.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <filesystem>

namespace ferry::posix {

/// Of the file or folder `path`: waits until its name is on disk. Errors: Io.
Result<void> sync_folder_of(const std::filesystem::path& path);

} // namespace ferry::posix
