// Lines of fields between bars.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/dnf/rows.hpp"

#include "plugins/dnf/names.hpp"
#include "plugins/kit/words.hpp"

#include <algorithm>

namespace ferry::dnf {
namespace {

constexpr std::size_t kFields = 8;

/// Exactly kFields; the last may have bars in it.
std::vector<std::string_view> fields_of(std::string_view line) {
    std::vector<std::string_view> fields;
    while (fields.size() + 1 < kFields) {
        const auto end = line.find('|');
        if (end == std::string_view::npos) return {};
        fields.push_back(line.substr(0, end));
        line.remove_prefix(end + 1);
    }
    fields.push_back(line);
    return fields;
}

bool is_number(std::string_view text) {
    return !text.empty() && text.size() < 20 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string evr(std::string_view epoch, std::string_view version, std::string_view release) {
    auto text = epoch == "0" ? std::string() : std::string(epoch) + ":";
    return text.append(version).append("-").append(release);
}

Error not_understood(const char* tool, std::string_view line) {
    return Error{Code::BadData,
                 std::string(tool) + ": not understood: '" + kit::excerpt(line) + "'"};
}

bool is_package(const std::vector<std::string_view>& fields) {
    return fields.size() == kFields && is_package_name(fields[0]) && is_number(fields[1]) &&
           !fields[2].empty() && !fields[3].empty();
}

std::string known(std::string_view text) {
    return text == "(none)" ? std::string() : kit::plain(text);
}

} // namespace

Result<std::vector<RpmRow>> parse_rpm_list(std::string_view out) {
    std::vector<RpmRow> rows;
    for (const auto line : kit::lines_of(out)) {
        const auto fields = fields_of(line);
        if (!is_package(fields) || !is_number(fields[5])) return not_understood("rpm", line);
        rows.push_back({std::string(fields[0]), evr(fields[1], fields[2], fields[3]),
                        known(fields[4]), known(fields[6]), known(fields[7]),
                        std::stoull(std::string(fields[5]))});
    }
    return rows;
}

Result<std::vector<OfferRow>> parse_repoquery(std::string_view out) {
    std::vector<OfferRow> rows;
    for (const auto line : kit::lines_of(out)) {
        const auto fields = fields_of(line);
        if (!is_package(fields)) return not_understood("dnf repoquery", line);
        rows.push_back({std::string(fields[0]), evr(fields[1], fields[2], fields[3]),
                        std::string(fields[4]), std::string(fields[5]), std::string(fields[6]),
                        std::string(fields[7])});
    }
    return rows;
}

} // namespace ferry::dnf
