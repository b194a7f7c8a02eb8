// Line by line; what is neither a group, a key nor a comment is an error.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/flatpak/keyfile.hpp"

#include "plugins/kit/words.hpp"

#include <algorithm>
#include <string>

namespace ferry::flatpak {
namespace {

Error wrong(std::size_t number, const char* what, std::string_view line) {
    return Error{Code::BadData,
                 "line " + std::to_string(number) + ": " + what + ": '" + kit::excerpt(line) + "'"};
}

} // namespace

Result<std::vector<KeyLine>> parse_keyfile(std::string_view content) {
    std::vector<KeyLine> lines;
    std::string_view group;
    for (std::size_t number = 1; !content.empty(); ++number) {
        const auto end = std::min(content.find('\n'), content.size());
        const auto line = kit::trimmed(content.substr(0, end));
        content.remove_prefix(std::min(end + 1, content.size()));
        if (line.empty() || line.front() == '#') continue;
        if (line.front() == '[') {
            if (line.back() != ']') return wrong(number, "a group without its end", line);
            group = line.substr(1, line.size() - 2);
            continue;
        }
        const auto equals = line.find('=');
        if (equals == std::string_view::npos || group.empty())
            return wrong(number, "neither a group nor a key", line);
        lines.push_back(
            {group, kit::trimmed(line.substr(0, equals)), kit::trimmed(line.substr(equals + 1))});
    }
    return lines;
}

std::string_view quoted_name(std::string_view group, std::string_view kind) {
    const auto mark = kind.size() + 2; // a space and a quotation mark
    if (!group.starts_with(kind) || group.size() < mark + 1 || group[kind.size()] != ' ' ||
        group[kind.size() + 1] != '"' || group.back() != '"')
        return {};
    return group.substr(mark, group.size() - mark - 1);
}

} // namespace ferry::flatpak
