// Names of files that every system can hold, and that no system reads as another place.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ferry::settings {

constexpr std::size_t kMaxNameBytes = 255;
constexpr std::size_t kMaxPathBytes = 1024;

/// Why this relative path ('/' between the names) cannot travel, or nothing: absolute, "..", ".",
/// an empty name, a backslash, a colon or another byte that Windows refuses, control characters,
/// bad UTF-8, a trailing dot or space, a reserved name of Windows, too long. Lower case, no full
/// stop, made to stand behind the name.
std::optional<std::string> name_problem(std::string_view path);

/// The path with the case taken out: two paths that fold alike are one file on Windows and macOS.
/// `path` is UTF-8. Simple folding of Latin, Greek, Cyrillic, Armenian and full-width letters;
/// accents written as letter + mark stay apart from the ready letter.
std::string folded(std::string_view path);

} // namespace ferry::settings
