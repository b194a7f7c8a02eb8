// The grammar of Flatpak's names, a little narrower than its own.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/flatpak/names.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace ferry::flatpak {
namespace {

constexpr std::size_t kLongest = 255;

bool letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}
bool word(char c) {
    return letter(c) || (c >= '0' && c <= '9');
}

std::vector<std::string_view> parts_of(std::string_view text, char between) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto end = text.find(between);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

bool is_element(std::string_view text, bool last) {
    return !text.empty() && letter(text.front()) &&
           std::all_of(text.begin(), text.end(),
                       [&](char c) { return word(c) || (last && c == '-'); });
}

} // namespace

std::string Ref::text() const {
    return (runtime ? "runtime/" : "app/") + id + "/" + arch + "/" + branch;
}

bool is_app_id(std::string_view text) {
    if (text.size() > kLongest) return false;
    const auto parts = parts_of(text, '.');
    if (parts.size() < 3) return false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!is_element(parts[i], i + 1 == parts.size())) return false;
    }
    return true;
}

bool is_arch(std::string_view text) {
    return !text.empty() && text.size() <= kLongest && std::all_of(text.begin(), text.end(), word);
}

bool is_branch(std::string_view text) {
    return !text.empty() && text.size() <= kLongest && word(text.front()) &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return word(c) || c == '.' || c == '-'; });
}

bool is_remote(std::string_view text) {
    return is_branch(text) && text.front() != '_';
}

std::optional<Ref> parse_ref(std::string_view text) {
    const auto parts = parts_of(text, '/');
    if (parts.size() != 4 || (parts[0] != "app" && parts[0] != "runtime")) return std::nullopt;
    if (!is_app_id(parts[1]) || !is_arch(parts[2]) || !is_branch(parts[3])) return std::nullopt;
    return Ref{parts[0] == "runtime", std::string(parts[1]), std::string(parts[2]),
               std::string(parts[3])};
}

std::optional<Ref> parse_id(std::string_view id) {
    if (id.starts_with("app/") || id.starts_with("runtime/")) return parse_ref(id);
    const auto parts = parts_of(id, '/');
    if (!is_app_id(parts[0])) return std::nullopt;
    if (parts.size() == 1) return Ref{false, std::string(parts[0]), {}, {}};
    if (parts.size() != 3 || !parts[1].empty() || !is_branch(parts[2])) return std::nullopt;
    return Ref{false, std::string(parts[0]), {}, std::string(parts[2])};
}

} // namespace ferry::flatpak
