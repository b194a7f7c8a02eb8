// Base64 and hexadecimal.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"

#include <cstdint>

namespace ferry {
namespace {

constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kHex = "0123456789abcdef";

std::uint32_t byte(std::string_view text, std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u;
}

} // namespace

std::string base64(std::string_view bytes) {
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto group = byte(bytes, i) << 16 | byte(bytes, i + 1) << 8 | byte(bytes, i + 2);
        const auto left = bytes.size() - i;
        text += kBase64[group >> 18];
        text += kBase64[group >> 12 & 63];
        text += left > 1 ? kBase64[group >> 6 & 63] : '=';
        text += left > 2 ? kBase64[group & 63] : '=';
    }
    return text;
}

bool from_base64(std::string_view text, std::string& bytes) {
    if (text.size() % 4 != 0) return false;
    std::size_t padding = 0;
    if (!text.empty() && text.back() == '=') padding = text[text.size() - 2] == '=' ? 2 : 1;
    std::string result;
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool pad = i >= text.size() - padding;
        const auto value = pad ? 0 : kBase64.find(text[i]);
        if (value == std::string_view::npos) return false;
        group = group << 6 | static_cast<std::uint32_t>(value);
        if (i % 4 != 3) continue;
        for (const auto shift : {16, 8, 0})
            result += static_cast<char>(group >> shift & 0xFF);
        group = 0;
    }
    result.resize(result.size() - padding);
    if (base64(result) != text) return false; // stray bits behind the last byte
    bytes = std::move(result);
    return true;
}

std::string hex(std::string_view bytes) {
    std::string text;
    for (const char c : bytes) {
        const auto value = static_cast<unsigned char>(c);
        text += kHex[value >> 4];
        text += kHex[value & 15];
    }
    return text;
}

bool from_hex(std::string_view text, std::string& bytes) {
    if (text.size() % 2 != 0) return false;
    std::string result;
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const auto high = kHex.find(text[i]);
        const auto low = kHex.find(text[i + 1]);
        if (high == std::string_view::npos || low == std::string_view::npos) return false;
        result += static_cast<char>(high << 4 | low);
    }
    bytes = std::move(result);
    return true;
}

} // namespace ferry
