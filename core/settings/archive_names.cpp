// Names that meet in one archive.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/archive_names.hpp"

#include "core/base/text.hpp"
#include "core/settings/portable_name.hpp"

#include <algorithm>

namespace ferry::settings {

std::optional<std::string> ArchiveNames::problem_of(std::string_view rule, std::string_view path) {
    if (rule.find('/') != std::string_view::npos) return "has a rule with a slash in its name";
    if (auto problem = name_problem(rule)) return problem;
    if (auto problem = name_problem(path)) return problem;
    const auto name = std::string(rule) + '/' + std::string(path);
    const auto [known, is_new] = by_folded_.emplace(folded(name), name);
    if (!is_new) return "is on some systems the same file as \"" + known->second + "\"";
    return std::nullopt;
}

std::optional<std::string> ArchiveNames::problem_of_all() const {
    for (const auto& [name, as_written] : by_folded_) {
        for (auto end = name.find('/'); end != std::string::npos; end = name.find('/', end + 1)) {
            const auto file = by_folded_.find(name.substr(0, end));
            if (file != by_folded_.end())
                return entry_text(file->second) + "is also the folder of \"" + as_written + "\"";
        }
    }
    return std::nullopt;
}

std::string entry_text(std::string_view name) {
    auto text = printable(name);
    if (!valid_utf8(text))
        std::replace_if(
            text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > 0x7F; },
            '?');
    if (text.size() > kMaxPathBytes) text = "..." + text.substr(text.size() - 100);
    return "entry \"" + text + "\" ";
}

} // namespace ferry::settings
