// Small text functions that the standard library lacks. Bytes in, bytes out; ASCII rules only.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ferry {

std::string_view trimmed(std::string_view text);
std::string lower(std::string_view text);
std::vector<std::string> split(std::string_view text, char separator);
/// Lines without their "\n" or "\r\n"; a last line without an end counts, an empty rest does not.
std::vector<std::string_view> lines(std::string_view text);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
bool valid_utf8(std::string_view text);
/// Control characters (ESC and newline too) become '?' so that foreign text cannot move a cursor.
std::string printable(std::string_view text);
/// Edit distance (insert, delete, replace, swap of neighbours), case ignored.
std::size_t edit_distance(std::string_view left, std::string_view right);
/// The nearest candidate within a third of the word's length, or empty.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);
/// Shell-like wildcard: '*' any run, '?' any byte; case ignored.
bool matches_wildcard(std::string_view pattern, std::string_view text);

std::string base64(std::string_view bytes);
/// Standard alphabet with padding; nothing else. Returns false and leaves `bytes` on bad input.
bool from_base64(std::string_view text, std::string& bytes);
std::string hex(std::string_view bytes);
bool from_hex(std::string_view text, std::string& bytes);

} // namespace ferry
