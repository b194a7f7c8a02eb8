// Lines like  "bash.x86_64" = {reason = "User"}  and  "bash-5.2-1.x86_64" = {from_repo = "fedora"}.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/dnf/reasons.hpp"

#include "plugins/kit/words.hpp"

#include <algorithm>
#include <functional>
#include <optional>

namespace ferry::dnf {
namespace {

/// Takes a text in quotation marks off the front.
std::optional<std::string_view> quoted(std::string_view& rest) {
    rest = kit::trimmed(rest);
    if (rest.size() < 2 || rest.front() != '"') return std::nullopt;
    const auto end = rest.find('"', 1);
    if (end == std::string_view::npos) return std::nullopt;
    const auto text = rest.substr(1, end - 1);
    rest = kit::trimmed(rest.substr(end + 1));
    return text;
}

bool take(std::string_view& rest, std::string_view word) {
    if (!rest.starts_with(word)) return false;
    rest = kit::trimmed(rest.substr(word.size()));
    return true;
}

struct Line {
    std::string_view key, value;
};

/// "KEY" = {FIELD = "VALUE"}
std::optional<Line> line_with(std::string_view text, std::string_view field) {
    const auto key = quoted(text);
    if (!key || !take(text, "=") || !take(text, "{") || !take(text, field) || !take(text, "="))
        return std::nullopt;
    const auto value = quoted(text);
    if (!value || text != "}") return std::nullopt;
    return Line{*key, *value};
}

Result<void> each_line(std::string_view content, std::string_view table, std::string_view field,
                       const std::function<void(const Line&)>& on_line) {
    bool inside = false;
    for (std::size_t number = 1; !content.empty(); ++number) {
        const auto end = std::min(content.find('\n'), content.size());
        const auto text = kit::trimmed(content.substr(0, end));
        content.remove_prefix(std::min(end + 1, content.size()));
        if (text.empty() || text.front() == '#') continue;
        if (text.front() == '[') {
            inside = text == table;
            continue;
        }
        if (!inside) continue;
        const auto line = line_with(text, field);
        if (!line)
            return Error{Code::BadData, "line " + std::to_string(number) + ": not understood: '" +
                                            kit::excerpt(text) + "'"};
        on_line(*line);
    }
    return {};
}

/// "bash-5.2-1.fc43.x86_64" -> "bash.x86_64"; empty where it is no such thing.
std::string name_arch(std::string_view nevra) {
    const auto dot = nevra.rfind('.');
    if (dot == std::string_view::npos) return {};
    auto name = nevra.substr(0, dot);
    for (int i = 0; i < 2; ++i) {
        const auto dash = name.rfind('-');
        if (dash == std::string_view::npos) return {};
        name = name.substr(0, dash);
    }
    return std::string(name) + std::string(nevra.substr(dot));
}

bool digit(char c) {
    return c >= '0' && c <= '9';
}

} // namespace

Result<void> read_packages_toml(std::string_view content, Memories& to) {
    return each_line(content, "[packages]", "reason", [&](const Line& line) {
        auto& reason = to[std::string(line.key)].reason;
        if (line.value == "User" || line.value == "External User" || line.value == "Group")
            reason = FERRY_REASON_EXPLICIT;
        if (line.value == "Dependency" || line.value == "Weak Dependency" || line.value == "Clean")
            reason = FERRY_REASON_DEPENDENCY;
    });
}

Result<void> read_nevras_toml(std::string_view content, Memories& to) {
    return each_line(content, "[nevras]", "from_repo", [&](const Line& line) {
        if (auto key = name_arch(line.key); !key.empty())
            to[std::move(key)].repository = std::string(line.value);
    });
}

void take_history(const std::vector<std::string_view>& row, Memories& to) {
    auto& memory = to[std::string(row[0]) + "." + std::string(row[1])];
    const auto reason = row[3];
    if (row[2] == "8") { // removed: what is here was put here by something else
        memory = {};
        return;
    }
    memory.reason = reason == "2" || reason == "5"                    ? FERRY_REASON_EXPLICIT
                    : reason == "1" || reason == "3" || reason == "4" ? FERRY_REASON_DEPENDENCY
                                                                      : FERRY_REASON_UNKNOWN;
    if (!row[4].starts_with('@')) memory.repository = std::string(row[4]);
}

std::vector<std::string> locked_in_list(std::string_view content) {
    std::vector<std::string> names;
    for (auto line : kit::lines_of(content)) {
        line = kit::trimmed(line);
        if (line.empty() || line.front() == '#' || line.front() == '!') continue;
        // NAME-EPOCH:VERSION-RELEASE.ARCH
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        auto name = line.substr(0, colon);
        while (!name.empty() && digit(name.back()))
            name.remove_suffix(1);
        if (name.ends_with('-')) names.emplace_back(name.substr(0, name.size() - 1));
    }
    return names;
}

std::vector<std::string> locked_in_toml(std::string_view content) {
    std::vector<std::string> names;
    for (auto line : kit::lines_of(content)) {
        line = kit::trimmed(line);
        if (!take(line, "name") || !take(line, "=")) continue;
        if (const auto name = quoted(line)) names.emplace_back(*name);
    }
    return names;
}

} // namespace ferry::dnf
