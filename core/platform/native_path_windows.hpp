// Paths as Windows' own functions take them, and renaming that waits for virus scanners.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>

namespace ferry::windows {

/// With the prefix that lifts the limit of 260 characters; it takes absolute paths only.
std::wstring native(const std::filesystem::path& path);

/// False: GetLastError says why. Replaces what is there.
bool renamed(const std::wstring& from, const std::wstring& to);

} // namespace ferry::windows
