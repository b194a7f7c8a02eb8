// Reads the stanzas of dpkg's and apt's files in place: fast, strict, without copying a byte.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace ferry::apt {

/// What a whole text ends with. Both tools end every stanza with an empty line, so a status file
/// without one was cut off; dpkg's journal files hold one stanza and end with its last line.
enum class Ending { EmptyLine, Line };

/// Goes from stanza to stanza and keeps the fields that were asked for. The views point into the
/// text, which outlives the reader. A text with another ending than promised is an error. A cut
/// exactly between two stanzas leaves a well-formed shorter text: no reader can see it.
class StanzaReader {
public:
    static constexpr std::size_t max_fields = 8;

    /// `wanted` outlives the reader: field names, at most `max_fields`; case does not matter.
    StanzaReader(std::string_view text, std::span<const std::string_view> wanted,
                 Ending ending = Ending::EmptyLine);

    /// False at the end of the text. Errors: BadData, "line 12: ...".
    Result<bool> next();

    /// What the wanted field says on its first line, without spaces around; empty where absent.
    std::string_view value(std::size_t wanted) const { return values_[wanted]; }
    std::size_t line() const { return stanza_line_; } // where this stanza begins, from 1

private:
    bool take_line(std::string_view line);
    bool take_field(std::string_view name, std::string_view value);
    bool refuse(std::string_view what);

    const char* at_;
    const char* end_;
    std::span<const std::string_view> wanted_;
    Ending ending_;
    std::array<std::uint8_t, 32> by_length_{}; // which wanted names have that many letters
    std::array<std::string_view, max_fields> values_{};
    std::uint32_t seen_ = 0;
    std::size_t line_ = 0;
    std::size_t stanza_line_ = 0;
    std::string_view refused_; // why, once something was
};

} // namespace ferry::apt
