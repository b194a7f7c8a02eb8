// One pass over the text, with a stack of the objects and lists that are open.
// SPDX-License-Identifier: Apache-2.0
#include "core/formats/json_lines.hpp"

#include <algorithm>
#include <vector>

namespace ferry::formats {
namespace {

// Bounds of what hostile input can make us remember; what lies beyond has the line around it.
constexpr std::size_t kLongestKey = 32;
constexpr std::size_t kDeepest = 6;

struct Level {
    bool list = false;
    std::size_t position = 0;  // in a list
    std::string key{};         // in an object; empty while a key is awaited
    std::size_t path_size = 0; // of the path without this level's part
};

/// Past the closing quote of the string that begins at `at`.
std::size_t after_string(std::string_view text, std::size_t at) {
    for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\') ++at;
    }
    return at + 1;
}

bool between_values(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ':';
}

} // namespace

JsonLines::JsonLines(std::string_view text) {
    std::vector<Level> open;
    std::string path;
    std::size_t line = 1;
    const auto note_value = [&](bool scalar) {
        if (!open.empty()) {
            const auto& around = open.back();
            path.resize(around.path_size);
            path += "/" + (around.list ? std::to_string(around.position) : around.key);
            if (scalar && around.list) return;
        }
        if (open.size() <= kDeepest) lines_.emplace(path, line);
    };
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '\n') ++line;
        if (between_values(c)) {
            ++at;
        } else if (c == '{' || c == '[') {
            note_value(false);
            open.push_back({c == '[', 0, {}, path.size()});
            ++at;
        } else if (c == '}' || c == ']') {
            if (!open.empty()) open.pop_back();
            ++at;
        } else if (c == ',') {
            if (!open.empty()) {
                ++open.back().position;
                open.back().key.clear();
            }
            ++at;
        } else if (c == '"' && !open.empty() && !open.back().list && open.back().key.empty()) {
            const auto end = after_string(text, at);
            open.back().key = text.substr(at + 1, std::min(end - at - 2, kLongestKey));
            at = end;
        } else {
            note_value(true);
            at = c == '"' ? after_string(text, at) : text.find_first_of(",]} \t\r\n", at);
        }
    }
}

std::size_t JsonLines::line_of(std::string path) const {
    for (;;) {
        const auto found = lines_.find(path);
        if (found != lines_.end()) return found->second;
        if (path.empty()) return 1;
        path.resize(path.rfind('/'));
    }
}

} // namespace ferry::formats
