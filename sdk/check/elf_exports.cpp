// ELF, 64 bits, little endian: the section headers, .dynsym, and the strings that it links to.
// SPDX-License-Identifier: Apache-2.0
#include "sdk/check/elf_exports.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace ferry::check {
namespace {

constexpr std::uint64_t kHeaderSize = 64;
constexpr std::uint64_t kSectionSize = 64;
constexpr std::uint64_t kSymbolSize = 24;
constexpr std::uint64_t kDynamicSymbols = 11; // SHT_DYNSYM
constexpr std::uint64_t kGlobal = 1;          // STB_GLOBAL
constexpr std::uint64_t kHiddenOrInternal[] = {1, 2};

struct Section {
    std::uint64_t type, offset, size, link;
};

class Reader {
public:
    explicit Reader(std::string_view file) : file_(file) {}

    bool holds(std::uint64_t at, std::uint64_t size) const {
        return at <= file_.size() && size <= file_.size() - at;
    }
    /// REQUIRES holds(at, size), size <= 8.
    std::uint64_t number(std::uint64_t at, unsigned size) const {
        std::uint64_t value = 0;
        for (unsigned i = 0; i < size; ++i)
            value |= static_cast<std::uint64_t>(static_cast<unsigned char>(file_[at + i]))
                     << (8 * i);
        return value;
    }
    std::optional<Section> section(std::uint64_t table, std::uint64_t index) const {
        if (index > 0xFFFF || table > file_.size()) return std::nullopt;
        const auto at = table + index * kSectionSize;
        if (!holds(at, kSectionSize)) return std::nullopt;
        return Section{number(at + 4, 4), number(at + 24, 8), number(at + 32, 8),
                       number(at + 40, 4)};
    }
    std::optional<std::string> text(const Section& strings, std::uint64_t at) const {
        if (!holds(strings.offset, strings.size) || at >= strings.size) return std::nullopt;
        const auto all = file_.substr(strings.offset, strings.size);
        const auto end = all.find('\0', at);
        if (end == std::string_view::npos) return std::nullopt;
        return std::string(all.substr(at, end - at));
    }

private:
    std::string_view file_;
};

bool is_exported(const Reader& reader, std::uint64_t symbol) {
    const auto info = reader.number(symbol + 4, 1);
    const auto visibility = reader.number(symbol + 5, 1) & 3;
    const auto section = reader.number(symbol + 6, 2);
    return info >> 4 == kGlobal && section != 0 &&
           std::find(std::begin(kHiddenOrInternal), std::end(kHiddenOrInternal), visibility) ==
               std::end(kHiddenOrInternal);
}

} // namespace

Result<std::vector<std::string>> elf_exports(std::string_view file) {
    const Error broken{Code::BadData, "is a broken ELF file"};
    if (!file.starts_with("\x7f"
                          "ELF") ||
        file.size() < kHeaderSize || file[4] != 2 || file[5] != 1)
        return Error{Code::NotSupported, "is no ELF file of 64 bits"};
    const Reader reader(file);
    const auto table = reader.number(40, 8);
    const auto count = reader.number(60, 2);
    std::vector<std::string> names;
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto section = reader.section(table, i);
        if (!section) return broken;
        if (section->type != kDynamicSymbols) continue;
        const auto strings = reader.section(table, section->link);
        if (!strings || !reader.holds(section->offset, section->size)) return broken;
        for (std::uint64_t at = 0; at + kSymbolSize <= section->size; at += kSymbolSize) {
            const auto symbol = section->offset + at;
            if (!is_exported(reader, symbol)) continue;
            auto name = reader.text(*strings, reader.number(symbol, 4));
            if (!name) return broken;
            names.push_back(std::move(*name));
        }
    }
    return names;
}

} // namespace ferry::check
