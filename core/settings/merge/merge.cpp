// Finds the format and answers the cases in which there is nothing to merge.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/merge/merge.hpp"

#include "core/base/text.hpp"
#include "core/settings/merge/sides.hpp"
#include "core/settings/merge/text_edits.hpp"

namespace ferry::settings {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";

std::string_view without_mark(std::string_view text) {
    return text.starts_with(kMark) ? text.substr(kMark.size()) : text;
}

/// What no text of the three formats holds: the sign of UTF-16, or of files put together blindly.
Result<void> check(std::string_view text) {
    const auto refuse = [&](std::size_t at, std::string_view what) {
        return Error{Code::BadData,
                     "line " + std::to_string(line_number(text, at)) + ": " + std::string(what)};
    };
    if (const auto zero = text.find('\0'); zero != std::string_view::npos)
        return refuse(zero, "a zero byte; only UTF-8 text can be merged");
    if (const auto mark = text.find(kMark); mark != std::string_view::npos)
        return refuse(mark, "a byte order mark that is not at the beginning");
    return {};
}

Result<Merged> merge_as(std::string_view format, const Sides& sides) {
    if (format == "json") return merge_json(sides);
    if (format == "ini") return merge_ini(sides);
    return merge_lines(sides);
}

} // namespace

Result<Merged> merge_three_ways(std::string_view format, std::string_view base,
                                std::string_view ours, std::string_view theirs, Side newer) {
    if (format != "json" && format != "ini" && format != "lines")
        return Error{Code::NotSupported, "settings of the format \"" + printable(format) +
                                             "\" cannot be merged; choose one side instead"};
    if (theirs == base || theirs == ours) return Merged{std::string(ours), {}};
    if (ours == base) return Merged{std::string(theirs), {}};

    const Sides sides{without_mark(base), without_mark(ours), without_mark(theirs), newer};
    if (const auto good = check(sides.base); !good) return good.error().under("base");
    if (const auto good = check(sides.ours); !good) return good.error().under("ours");
    if (const auto good = check(sides.theirs); !good) return good.error().under("theirs");
    auto merged = merge_as(format, sides);
    if (merged && sides.ours.size() != ours.size()) merged->text.insert(0, kMark);
    return merged;
}

} // namespace ferry::settings
