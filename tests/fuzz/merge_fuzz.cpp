// Any three texts as versions of a settings file: what comes out is read again and merges no more.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/merge/merge.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace {

using ferry::settings::merge_three_ways;
using ferry::settings::Side;

/// Up to the separator, which is taken off too.
std::string_view take(std::string_view& rest, std::string_view separator) {
    const auto end = rest.find(separator);
    const auto part = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + separator.size());
    return part;
}

void expect(std::string_view text, bool merged, std::string_view result) {
    if (!merged || result != text) std::abort();
}

} // namespace

/// The name of the format on the first line, then base, ours and theirs with "%%" lines between.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    const auto format = take(rest, "\n");
    const auto base = take(rest, "%%\n");
    const auto ours = take(rest, "%%\n");
    const auto theirs = rest;
    for (const auto newer : {Side::Ours, Side::Theirs}) {
        const auto merged = merge_three_ways(format, base, ours, theirs, newer);
        if (!merged) continue;
        const auto again = merge_three_ways(format, base, merged->text, theirs, newer);
        expect(merged->text, again.ok(), again ? again->text : "");
        // Our side has taken theirs in, so seen from theirs only ours has changed.
        const auto since = merge_three_ways(format, theirs, merged->text, theirs, newer);
        expect(merged->text, since.ok(), since ? since->text : "");
        if (again->clashes.size() > merged->clashes.size()) std::abort();
        if (newer == Side::Theirs && !again->clashes.empty()) std::abort();
    }
    return 0;
}
