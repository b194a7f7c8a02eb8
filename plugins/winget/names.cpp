// Ids and names, in ASCII.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/winget/names.hpp"

#include "plugins/kit/words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace ferry::winget {
namespace {

bool capital_or_digit(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool letter_or_digit(char c) {
    return capital_or_digit(c) || (c >= 'a' && c <= 'z');
}

bool beyond_ascii(char c) {
    return static_cast<unsigned char>(c) >= 0x80;
}

bool is_part(std::string_view part) {
    return !part.empty() && part.size() <= 32 && std::all_of(part.begin(), part.end(), [](char c) {
        return letter_or_digit(c) || c == '_' || c == '+' || c == '-';
    });
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

/// "24.09", "x64", "64-bit", "version", "en-US": says which build, not which program.
bool tells_the_build(std::string_view word) {
    constexpr std::array<std::string_view, 10> words = {
        "x64", "x86", "64-bit", "32-bit", "amd64", "arm64", "version", "win64", "win32", "user"};
    const auto small = lower(word);
    if (std::find(words.begin(), words.end(), small) != words.end()) return true;
    if (small.size() == 5 && small[2] == '-') return true; // a language, "en-us"
    const auto digits = small.starts_with('v') ? std::string_view(small).substr(1) : small;
    return digits.find('.') != std::string_view::npos && digits.front() >= '0' &&
           digits.front() <= '9';
}

std::string without_brackets(std::string_view name) {
    std::string text;
    int depth = 0;
    for (const char c : name) {
        if (c == '(' || c == '[') ++depth;
        if (depth == 0) text += c;
        if ((c == ')' || c == ']') && depth > 0) --depth;
    }
    return text;
}

std::string letters_of(std::string_view text) {
    std::string letters;
    for (const char c : text) {
        if (letter_or_digit(c) || c == '+' || beyond_ascii(c)) letters += kit::ascii_lower(c);
    }
    return letters;
}

} // namespace

std::string lower(std::string_view text) {
    std::string small(text);
    std::transform(small.begin(), small.end(), small.begin(), kit::ascii_lower);
    return small;
}

bool is_store_id(std::string_view text) {
    const bool size = text.size() == 12 || (text.size() == 14 && text.starts_with("XP"));
    return size && std::all_of(text.begin(), text.end(), capital_or_digit);
}

bool is_id(std::string_view text) {
    if (is_store_id(text)) return true;
    if (text.size() > 128 || text.empty() || !letter_or_digit(text.front())) return false;
    const auto parts = parts_of(text, '.');
    return parts.size() >= 2 && parts.size() <= 8 &&
           std::all_of(parts.begin(), parts.end(), is_part);
}

std::string core_of_name(std::string_view name) {
    std::string core;
    const auto text = without_brackets(name);
    for (const auto word : kit::words_of(text)) {
        if (!tells_the_build(word)) core += letters_of(word);
    }
    return core;
}

std::vector<std::string> cores_of_id(std::string_view id) {
    const auto parts = parts_of(id, '.');
    std::vector<std::string> cores = {letters_of(id)};
    std::string tail;
    for (std::size_t i = 1; i < parts.size(); ++i)
        tail += letters_of(parts[i]);
    cores.push_back(tail);
    cores.push_back(letters_of(parts.back()));
    return cores;
}

bool is_runtime(std::string_view id) {
    constexpr std::array<std::string_view, 12> families = {"Microsoft.VCRedist.",
                                                           "Microsoft.WindowsAppRuntime.",
                                                           "Microsoft.EdgeWebView2Runtime",
                                                           "Microsoft.UI.Xaml.",
                                                           "Microsoft.VCLibs.",
                                                           "Microsoft.DotNet.Native.",
                                                           "Microsoft.NET.Native.",
                                                           "Microsoft.DotNet.Runtime.",
                                                           "Microsoft.DotNet.DesktopRuntime.",
                                                           "Microsoft.DirectX",
                                                           "Nvidia.PhysX",
                                                           "Microsoft.AppInstaller"};
    const auto small = lower(id);
    return std::any_of(families.begin(), families.end(),
                       [&](std::string_view family) { return small.starts_with(lower(family)); });
}

} // namespace ferry::winget
