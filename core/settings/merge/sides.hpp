// What the three formats share: the texts to merge, and the rule that says which side's value
// stays.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/settings/merge/merge.hpp"

#include <ferry/result.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace ferry::settings {

/// Views of the caller's texts, without byte order marks. Valid for the call.
struct Sides {
    std::string_view base;
    std::string_view ours;
    std::string_view theirs;
    Side newer;
};

struct Decision {
    Side side; // whose value stays
    bool clash;
};

/// `alike`: both sides hold the same now. The other two are relative to the base.
constexpr Decision decide(bool alike, bool ours_changed, bool theirs_changed, Side newer) {
    if (alike || !theirs_changed) return {Side::Ours, false};
    if (!ours_changed) return {Side::Theirs, false};
    return {newer, true};
}

/// `ours` and `theirs` are the values as a person reads them.
inline Clash clash_of(std::string key, std::string ours, std::string theirs, Side newer) {
    if (newer == Side::Theirs) ours.swap(theirs);
    return {std::move(key), std::move(ours), std::move(theirs)};
}

/// Errors of all three: BadData, with the side and the line.
Result<Merged> merge_json(const Sides& sides);
Result<Merged> merge_ini(const Sides& sides);
Merged merge_lines(const Sides& sides);

} // namespace ferry::settings
