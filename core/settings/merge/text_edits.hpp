// Changes to a text that leave all the rest of it untouched, and what they need to know of lines.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::settings {

/// Bytes from `begin` up to, and without, `end`.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;

    std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
};

/// Collected in any order. Where two spans overlap, the shared bytes go once and both texts stay.
class TextEdits {
public:
    void replace(Span span, std::string text) { edits_.push_back({span, std::move(text)}); }
    void remove(Span span) { replace(span, {}); }
    /// Texts inserted at one place keep the order of the calls.
    void insert(std::size_t at, std::string text) { replace({at, at}, std::move(text)); }

    std::string applied_to(std::string_view text) const;

private:
    struct Edit {
        Span span;
        std::string text;
    };
    std::vector<Edit> edits_;
};

/// From 1.
std::size_t line_number(std::string_view text, std::size_t at);

/// "\n" or "\r\n" as the first line of `text` ends, or else of `otherwise`; "\n" if neither has
/// one.
std::string_view line_end_of(std::string_view text, std::string_view otherwise);

/// The same text with every line ended by `line_end`; a last line without an end stays so.
std::string with_line_ends(std::string_view text, std::string_view line_end);

/// `text` whose last line has an end too. Empty stays empty.
std::string with_last_line_ended(std::string_view text, std::string_view line_end);

/// Takes the last line's end off where `like` has none. An empty text has no say, an empty line
/// stays.
void end_like(std::string& text, std::string_view like, std::string_view line_end);

} // namespace ferry::settings
