// What Windows, macOS and Linux agree on as a name.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/portable_name.hpp"

#include "core/base/text.hpp"

#include <algorithm>

namespace ferry::settings {
namespace {

/// CON, PRN, AUX, NUL, COM1-9, LPT1-9, with any extension: Windows opens a device instead. It
/// takes the raised 1, 2 and 3 of Latin-1 for digits too.
bool is_reserved(std::string_view name) {
    const auto stem = lower(trimmed(name.substr(0, name.find('.'))));
    for (const std::string_view device : {"con", "prn", "aux", "nul", "conin$", "conout$"}) {
        if (stem == device) return true;
    }
    if (!stem.starts_with("com") && !stem.starts_with("lpt")) return false;
    const auto number = std::string_view(stem).substr(3);
    return (number.size() == 1 && number[0] >= '1' && number[0] <= '9') || number == "\xC2\xB9" ||
           number == "\xC2\xB2" || number == "\xC2\xB3";
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

std::optional<std::string> problem_of_one(std::string_view name) {
    if (name.empty()) return "has an empty name";
    if (name == "." || name == "..") return "has \"" + std::string(name) + "\" as a name";
    if (name.size() > kMaxNameBytes) return "has a name of more than 255 bytes";
    if (name.back() == '.' || name.back() == ' ') return "has a name that ends in a dot or space";
    if (is_reserved(name)) return "has a name that Windows keeps for devices";
    return std::nullopt;
}

/// One code point of valid UTF-8, taken off the front.
char32_t next_letter(std::string_view& text) {
    const auto first = static_cast<unsigned char>(text[0]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    char32_t letter = length == 1 ? first : first & (0x7Fu >> length);
    for (std::size_t i = 1; i < length && i < text.size(); ++i)
        letter = letter << 6 | (static_cast<unsigned char>(text[i]) & 0x3Fu);
    text.remove_prefix(std::min(length, text.size()));
    return letter;
}

void append(std::string& text, char32_t letter) {
    const auto add = [&](char32_t bits) { text += static_cast<char>(bits); };
    if (letter < 0x80) return add(letter);
    if (letter < 0x800) {
        add(0xC0 | letter >> 6);
    } else if (letter < 0x10000) {
        add(0xE0 | letter >> 12);
        add(0x80 | (letter >> 6 & 0x3F));
    } else {
        add(0xF0 | letter >> 18);
        add(0x80 | (letter >> 12 & 0x3F));
        add(0x80 | (letter >> 6 & 0x3F));
    }
    add(0x80 | (letter & 0x3F));
}

/// Capitals of one block; `step` 2: capital and small letter take turns, else `shift` apart.
struct Block {
    char32_t first, last;
    char32_t shift;
    char32_t step;
};

constexpr Block kBlocks[] = {
    {0x41, 0x5A, 32, 1},      {0xB5, 0xB5, 775, 1},    {0xC0, 0xD6, 32, 1},
    {0xD8, 0xDE, 32, 1},      {0x100, 0x12E, 1, 2},    {0x132, 0x136, 1, 2},
    {0x139, 0x147, 1, 2},     {0x14A, 0x176, 1, 2},    {0x179, 0x17D, 1, 2},
    {0x1CD, 0x1DB, 1, 2},     {0x1DE, 0x1EE, 1, 2},    {0x1F8, 0x21E, 1, 2},
    {0x222, 0x232, 1, 2},     {0x386, 0x386, 38, 1},   {0x388, 0x38A, 37, 1},
    {0x38C, 0x38C, 64, 1},    {0x38E, 0x38F, 63, 1},   {0x391, 0x3A1, 32, 1},
    {0x3A3, 0x3AB, 32, 1},    {0x3C2, 0x3C2, 1, 1},    {0x400, 0x40F, 80, 1},
    {0x410, 0x42F, 32, 1},    {0x460, 0x480, 1, 2},    {0x48A, 0x4BE, 1, 2},
    {0x4C0, 0x4C0, 15, 1},    {0x4C1, 0x4CD, 1, 2},    {0x4D0, 0x52E, 1, 2},
    {0x531, 0x556, 48, 1},    {0x1E00, 0x1E94, 1, 2},  {0x1EA0, 0x1EFE, 1, 2},
    {0x2160, 0x216F, 16, 1},  {0x24B6, 0x24CF, 26, 1}, {0xFF21, 0xFF3A, 32, 1},
    {0x10400, 0x10427, 40, 1}};

char32_t without_case(char32_t letter) {
    switch (letter) {
    case 0x178: // Y with two dots
        return 0xFF;
    case 0x17F: // long s
        return 's';
    case 0x1E9E: // sharp S
        return 0xDF;
    case 0x2126: // the sign of the ohm
        return 0x3C9;
    case 0x212A: // the sign of the kelvin
        return 'k';
    case 0x212B: // the sign of the angstrom
        return 0xE5;
    default:
        break;
    }
    for (const auto& block : kBlocks) {
        if (letter < block.first) break;
        if (letter <= block.last && (letter - block.first) % block.step == 0)
            return letter + block.shift;
    }
    return letter;
}

} // namespace

std::optional<std::string> name_problem(std::string_view path) {
    if (path.empty()) return "has an empty name";
    if (path.size() > kMaxPathBytes) return "is longer than 1024 bytes";
    if (path.front() == '/') return "is an absolute path";
    if (std::any_of(path.begin(), path.end(), is_control)) return "has a control character";
    if (!valid_utf8(path)) return "is not UTF-8";
    if (path.find_first_of("\\:*?\"<>|") != std::string_view::npos)
        return "has a backslash, colon or another character that Windows refuses";
    for (const auto& name : split(path, '/')) {
        if (auto problem = problem_of_one(name)) return problem;
    }
    return std::nullopt;
}

std::string folded(std::string_view path) {
    std::string result;
    result.reserve(path.size());
    while (!path.empty())
        append(result, without_case(next_letter(path)));
    return result;
}

} // namespace ferry::settings
