// Reads what `reg export` writes: "Windows Registry Editor Version 5.00", keys in brackets, values.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/platform/registry.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

namespace ferry {
namespace {

constexpr std::string_view kHead = "Windows Registry Editor Version 5.00";

/// UTF-8 of what may be UTF-16 with its mark in front. Errors: BadData.
Result<std::string> decoded(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (!bytes.starts_with("\xFF\xFE")) {
        if (!valid_utf8(bytes)) return Error{Code::BadData, "is neither UTF-16 nor UTF-8"};
        return std::string(bytes);
    }
    if (bytes.size() % 2 != 0) return Error{Code::BadData, "ends in the middle of a letter"};
    std::u16string wide;
    for (std::size_t i = 2; i + 1 < bytes.size(); i += 2)
        wide.push_back(static_cast<char16_t>(static_cast<unsigned char>(bytes[i]) |
                                             static_cast<unsigned char>(bytes[i + 1]) << 8));
    try {
        const auto text = std::filesystem::path(wide).u8string();
        return std::string(text.begin(), text.end());
    } catch (const std::exception&) { // a lone surrogate
        return Error{Code::BadData, "is no sound UTF-16"};
    }
}

/// The text between quotes at the start of `rest`, with \\ and \" undone; `rest` goes behind it.
bool take_quoted(std::string_view& rest, std::string& text) {
    if (!rest.starts_with('"')) return false;
    for (std::size_t i = 1; i < rest.size(); ++i) {
        if (rest[i] == '"') {
            rest.remove_prefix(i + 1);
            return true;
        }
        if (rest[i] == '\\' && ++i == rest.size()) return false;
        text.push_back(rest[i]);
    }
    return false;
}

bool read_hex(std::string_view text, std::uint32_t& number) {
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number, 16);
    return !text.empty() && read.ec == std::errc() && read.ptr == end;
}

/// hex(2): and hex(7): are UTF-16 texts in bytes; other hex kinds are not looked into.
bool read_bytes(std::string_view text, RegistryItem& item) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return false;
    const auto kind = text.substr(0, colon);
    item.kind = RegistryKind::Other;
    if (kind != "hex(2)" && kind != "hex(7)") return true;
    std::string bytes = "\xFF\xFE";
    for (const auto& part : split(text.substr(colon + 1), ',')) {
        std::uint32_t byte = 0;
        if (trimmed(part).empty()) continue;
        if (!read_hex(trimmed(part), byte) || byte > 0xFF) return false;
        bytes.push_back(static_cast<char>(byte));
    }
    auto decoded_text = decoded(bytes);
    if (!decoded_text) return false;
    item.kind = RegistryKind::Text;
    item.data = std::move(*decoded_text);
    while (item.data.ends_with('\0'))
        item.data.pop_back();
    std::replace(item.data.begin(), item.data.end(), '\0', '\n'); // the texts of a list
    return true;
}

bool read_value(std::string_view line, RegistryItem& item) {
    if (line.starts_with('@')) {
        line.remove_prefix(1);
    } else if (!take_quoted(line, item.name)) {
        return false;
    }
    if (!line.starts_with('=')) return false;
    line.remove_prefix(1);
    if (line.starts_with('"')) {
        item.kind = RegistryKind::Text;
        return take_quoted(line, item.data) && trimmed(line).empty();
    }
    if (!line.starts_with("dword:")) return read_bytes(line, item);
    std::uint32_t number = 0;
    if (!read_hex(trimmed(line.substr(6)), number)) return false;
    item.kind = RegistryKind::Number;
    item.data = std::to_string(number);
    return true;
}

/// Puts lines that end with a backslash together with the next, as long byte lists have it.
std::vector<std::pair<std::size_t, std::string>> whole_lines(std::string_view text) {
    std::vector<std::pair<std::size_t, std::string>> result;
    std::size_t number = 0;
    bool goes_on = false;
    for (const auto line : lines(text)) {
        ++number;
        auto part = std::string(trimmed(line));
        const bool more = part.ends_with('\\'); // a text ends with its quote, a key with a bracket
        if (more) part.pop_back();
        if (goes_on)
            result.back().second += part;
        else
            result.emplace_back(number, part);
        goes_on = more;
    }
    return result;
}

/// The key itself, and its name in every key above it.
void add_key(const std::string& name, RegistryExport::Keys& keys) {
    auto key = name;
    bool is_new = keys.try_emplace(lower(key)).second;
    while (is_new) {
        const auto slash = key.rfind('\\');
        if (slash == std::string::npos) return;
        const auto leaf = key.substr(slash + 1);
        key.resize(slash);
        const auto above = keys.try_emplace(lower(key));
        above.first->second.push_back({RegistryKind::Key, leaf, {}});
        is_new = above.second;
    }
}

} // namespace

RegistryExport::RegistryExport(const ReadOnlyFiles& files, std::filesystem::path folder)
    : files_(files), folder_(std::move(folder)) {}

Result<void> RegistryExport::parse(std::string_view bytes, Keys& keys) {
    const auto text = decoded(bytes);
    if (!text) return text.error();
    const auto all = whole_lines(*text);
    if (all.empty() || all.front().second != kHead)
        return Error{Code::BadData, "line 1: is not \"" + std::string(kHead) + "\""};
    if (!text->ends_with('\n'))
        return Error{Code::BadData, "line " + std::to_string(all.back().first) +
                                        ": ends in the middle; is the file whole?"};
    std::vector<RegistryItem>* values = nullptr;
    for (auto line = all.begin() + 1; line != all.end(); ++line) {
        const std::string_view words = line->second;
        const auto bad = [&](const std::string& why) {
            return Error{Code::BadData, "line " + std::to_string(line->first) + ": " + why};
        };
        if (words.empty() || words.starts_with(';')) continue;
        if (words.starts_with('[') && words.ends_with(']')) {
            const auto name = short_registry_name(words.substr(1, words.size() - 2));
            if (!name) return bad(name.error().message);
            add_key(*name, keys);
            values = &keys[lower(*name)];
            continue;
        }
        RegistryItem item{RegistryKind::Other, {}, {}};
        if (values == nullptr) return bad("a value before the first key");
        if (!read_value(words, item)) return bad("\"" + printable(words) + "\" is no value");
        values->push_back(std::move(item));
    }
    return {};
}

Result<RegistryExport::Keys> RegistryExport::read() const {
    Keys keys;
    const auto entries = files_.list(folder_);
    if (!entries && entries.error().code == Code::NotFound) return keys;
    if (!entries) return entries.error();
    for (const auto& entry : *entries) {
        if (!lower(entry.name).ends_with(".reg")) continue;
        const auto file = folder_ / from_utf8(entry.name);
        const auto text = files_.read(file);
        if (!text) return text.error();
        if (const auto parsed = parse(*text, keys); !parsed)
            return parsed.error().under(to_utf8(file));
    }
    for (auto& [name, items] : keys)
        sort_registry(items);
    return keys;
}

Result<std::vector<RegistryItem>> RegistryExport::list(std::string_view key) const {
    if (!keys_) keys_ = read();
    if (!*keys_) return keys_->error();
    const auto name = short_registry_name(key);
    if (!name) return name.error();
    const auto found = (*keys_)->find(lower(*name));
    if (found == (*keys_)->end()) return Error{Code::NotFound, std::string(key)};
    return found->second;
}

} // namespace ferry
