// Boost.PropertyTree reads it; what could exhaust it is refused first.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/choco/nuspec.hpp"

#include "plugins/choco/names.hpp"
#include "plugins/kit/words.hpp"

#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>

#include <sstream>

namespace ferry::choco {
namespace {

using boost::property_tree::ptree;

constexpr std::size_t kLargest = 1u << 20;
constexpr int kDeepest = 32;

/// The parser goes down by recursion, so the depth is looked at before.
bool is_too_deep(std::string_view text) {
    int depth = 0;
    for (std::size_t at = text.find('<'); at != std::string_view::npos;
         at = text.find('<', at + 1)) {
        const auto next = text.substr(at + 1, 1);
        if (next == "/") {
            --depth;
        } else if (next != "!" && next != "?") {
            const auto end = text.find('>', at);
            if (end == std::string_view::npos || text[end - 1] != '/') ++depth;
        }
        if (depth > kDeepest) return true;
    }
    return false;
}

std::string text_of(const ptree& parent, const char* name) {
    const auto found = parent.get_child_optional(name);
    return found ? kit::plain(found->data()) : std::string();
}

/// Both <dependency> right below and those in a <group>.
void take_dependencies(const ptree& parent, std::vector<std::string>& to) {
    for (const auto& [name, child] : parent) {
        if (name == "group") take_dependencies(child, to);
        if (name != "dependency") continue;
        auto id = child.get<std::string>("<xmlattr>.id", "");
        if (is_id(id)) to.push_back(std::move(id));
    }
}

} // namespace

Result<Nuspec> parse_nuspec(std::string_view content) {
    if (content.size() > kLargest) return Error{Code::BadData, "line 1: it is larger than 1 MiB"};
    if (is_too_deep(content)) return Error{Code::BadData, "line 1: it is nested too deeply"};
    if (content.starts_with("\xef\xbb\xbf")) content.remove_prefix(3);
    std::istringstream stream{std::string(content)};
    ptree tree;
    try {
        boost::property_tree::read_xml(stream, tree);
    } catch (const boost::property_tree::xml_parser_error& error) {
        return Error{Code::BadData,
                     "line " + std::to_string(error.line()) + ": " + error.message()};
    }
    const auto metadata = tree.get_child_optional("package.metadata");
    if (!metadata) return Error{Code::BadData, "line 1: there is no <package><metadata>"};
    Nuspec nuspec{text_of(*metadata, "id"),
                  text_of(*metadata, "version"),
                  text_of(*metadata, "title"),
                  text_of(*metadata, "authors"),
                  {}};
    if (!is_id(nuspec.id) || nuspec.version.empty())
        return Error{Code::BadData, "line 1: <id> or <version> are missing or odd"};
    if (const auto list = metadata->get_child_optional("dependencies"))
        take_dependencies(*list, nuspec.dependencies);
    return nuspec;
}

} // namespace ferry::choco
