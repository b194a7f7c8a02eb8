// Ranges of versions, and the numbers that Windows is sold under.
// SPDX-License-Identifier: Apache-2.0
#include "core/depot/version_range.hpp"

#include "core/base/text.hpp"
#include "core/model/version.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ferry::depot {
namespace {

constexpr std::size_t kMostTerms = 8;
constexpr std::array<std::string_view, 5> kSigns = {">=", "<=", ">", "<", "="};
constexpr std::string_view kFirstWindows11 = "10.0.22000";
// What the kernel says, and the number in the name.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kNamesOfWindows = {
    {{"6.1", "7"}, {"6.2", "8"}, {"6.3", "8.1"}}};

std::size_t parts_of(std::string_view version) {
    return static_cast<std::size_t>(std::count(version.begin(), version.end(), '.')) + 1;
}

/// The first `count` numbers.
std::string_view first_parts(std::string_view version, std::size_t count) {
    for (std::size_t i = 0; i < version.size(); ++i) {
        if (version[i] == '.' && --count == 0) return version.substr(0, i);
    }
    return version;
}

bool dotted_numbers(std::string_view text) {
    if (text.empty() || text.front() == '.' || text.back() == '.' || text.size() > 64) return false;
    if (text.find("..") != std::string_view::npos) return false;
    return text.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool holds(std::string_view sign, std::weak_ordering order) {
    if (sign == ">=") return order >= 0;
    if (sign == "<=") return order <= 0;
    if (sign == ">") return order > 0;
    if (sign == "<") return order < 0;
    return order == 0;
}

} // namespace

std::string known_version(std::string_view os, std::string_view version) {
    if (os != "windows") return std::string(version);
    for (const auto& [number, name] : kNamesOfWindows) {
        if (first_parts(version, 2) == number)
            return std::string(name) + std::string(version.substr(number.size()));
    }
    if (first_parts(version, 2) == "10.0" && compare_os_versions(version, kFirstWindows11) >= 0)
        return "11" + std::string(version.substr(2));
    return std::string(version);
}

Result<VersionRange> VersionRange::parse(std::string_view text) {
    VersionRange range;
    if (trimmed(text).empty()) return range;
    for (const auto& part : split(text, ',')) {
        const auto term = trimmed(part);
        const auto sign = std::find_if(kSigns.begin(), kSigns.end(),
                                       [&](auto one) { return term.starts_with(one); });
        const auto number =
            sign == kSigns.end() ? std::string_view() : trimmed(term.substr(sign->size()));
        if (!dotted_numbers(number))
            return Error{Code::BadData, "range \"" + printable(text) + "\": \"" + printable(term) +
                                            "\" is no term; write one like >=10 or <12.4"};
        if (range.terms_.size() == kMostTerms)
            return Error{Code::BadData, "range \"" + printable(text) + "\": more than " +
                                            std::to_string(kMostTerms) + " terms"};
        range.terms_.push_back({std::string(*sign), std::string(number)});
    }
    return range;
}

bool VersionRange::contains(std::string_view os, std::string_view version) const {
    const auto known = known_version(os, version);
    return std::all_of(terms_.begin(), terms_.end(), [&](const Term& term) {
        const auto parts = parts_of(term.version);
        const auto mine = first_parts(parts < 3 ? std::string_view(known) : version, parts);
        return holds(term.sign, compare_os_versions(mine, term.version));
    });
}

} // namespace ferry::depot
