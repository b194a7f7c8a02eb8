// What the seam Files lacks and placing a program needs: modes, links, whole folders.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <filesystem>

namespace ferry::depot {

/// 0755; nothing on Windows, where the name tells.
Result<void> make_executable(const std::filesystem::path& file);
/// Errors: Conflict (something is there), NotSupported (Windows gives links to few), Io.
Result<void> make_link(const std::filesystem::path& at, const std::filesystem::path& target);
/// Where a link leads, as it is written; empty where there is none.
std::filesystem::path link_target(const std::filesystem::path& at);
/// Of a file, a link or a folder with all that is in it; nothing there is no error.
Result<void> remove_tree(const std::filesystem::path& path);
/// Puts `fresh` in the place of `target`: what was there is kept as `old` until it is done, and
/// comes back where it fails.
Result<void> swap_in(const std::filesystem::path& fresh, const std::filesystem::path& target,
                     const std::filesystem::path& old);

} // namespace ferry::depot
