// Lexical rules; the disk is not asked.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/foreign_names.hpp"

#include "core/base/text.hpp"
#include "core/settings/portable_name.hpp"

#include <algorithm>

namespace ferry::settings {

std::string plain_path(std::string_view name) {
    while (name.starts_with("./"))
        name.remove_prefix(2);
    while (name.size() > 1 && name.ends_with('/'))
        name.remove_suffix(1);
    return name == "." ? std::string() : std::string(name);
}

std::optional<std::string> link_problem(std::string_view path, std::string_view target) {
    auto room = std::count(path.begin(), path.end(), '/');
    auto rest = target;
    while (rest.starts_with("./"))
        rest.remove_prefix(2);
    while (rest == ".." || rest.starts_with("../")) {
        if (room-- == 0) return "is a link that leads outside";
        rest.remove_prefix(std::min<std::size_t>(rest.size(), 3));
    }
    if (rest.empty() && !target.empty()) return std::nullopt; // a folder above it
    if (const auto problem = name_problem(plain_path(rest)))
        return "is a link to \"" + printable(target) + "\", which " + *problem;
    return std::nullopt;
}

std::optional<std::string> ForeignNames::problem_of(const std::string& path, FileKind kind) {
    if (auto problem = name_problem(path)) return problem;
    const auto name = folded(path);
    for (auto end = name.find('/'); end != std::string::npos; end = name.find('/', end + 1)) {
        const auto above = by_folded_.emplace(name.substr(0, end), FileKind::Folder).first;
        if (above->second != FileKind::Folder) return "lies below a file or a link";
    }
    const auto [known, is_new] = by_folded_.emplace(name, kind);
    if (is_new || (kind == FileKind::Folder && known->second == FileKind::Folder))
        return std::nullopt;
    return "is there twice, or is on some systems the same as another";
}

} // namespace ferry::settings
