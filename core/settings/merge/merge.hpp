// Brings two versions of a settings file together, key by key, over the version both come from.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ferry::settings {

/// Stands in a Clash for a side that has no such key (any more).
inline constexpr std::string_view kNotThere = "(not there)";

/// A key that both sides changed, differently. The values are text of the files as it stands
/// there: print it through printable(). A repeated INI key has its values joined by ", ", and one
/// without '=' says "(no value)".
struct Clash {
    std::string key;   // "editor.fontSize", "[core] pager"; a part of a part is joined by '.'
    std::string kept;  // stays in the merged text
    std::string other; // of the side that was not newer
};

struct Merged {
    std::string text;
    std::vector<Clash> clashes; // in the order of our text, then of theirs
};

enum class Side { Ours, Theirs };

/// `format` is "json" (VS Code's dialect: comments and trailing commas), "ini" or "lines" (an
/// ordered set, which has no clashes). `newer`: whose value stays where both changed one key.
///
/// The result is our text with theirs' changes edited in; whatever is not changed stays byte for
/// byte. Comments that only theirs has are not carried. A member's line goes with the comment at
/// its end. Where theirs equals the base, or ours equals either, nothing is read and the text of
/// one side is returned as it is.
///
/// Pure; linear up to a logarithm. Errors: NotSupported (another format), BadData ("ours: line 3:
/// ...": a text that its format does not allow, a zero byte, JSON deeper than 64 levels, two equal
/// keys in one JSON object).
Result<Merged> merge_three_ways(std::string_view format, std::string_view base,
                                std::string_view ours, std::string_view theirs, Side newer);

} // namespace ferry::settings
