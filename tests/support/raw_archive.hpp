// Archives byte by byte, as no honest program writes them: tar headers and zstd frames by hand.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace ferry::testing {

constexpr std::size_t kTarBlock = 512;

/// One header of ustar. `type` '0' a file, '1' and '2' links, '3' to '6' devices, folder and fifo.
inline std::string tar_header(std::string_view name, char type, std::uint64_t size,
                              std::string_view target = {}) {
    std::string header(kTarBlock, '\0');
    const auto put = [&](std::size_t at, std::string_view text) {
        header.replace(at, text.size(), text);
    };
    char number[16];
    put(0, name);
    put(100, "0000644");
    put(108, "0000000");
    put(116, "0000000");
    std::snprintf(number, sizeof number, "%012llo", static_cast<unsigned long long>(size));
    put(124, number);
    put(136, "00000000000");
    put(148, "        ");
    put(156, std::string(1, type));
    put(157, target);
    put(257, std::string_view("ustar\00000", 8));
    unsigned sum = 0;
    for (const char c : header)
        sum += static_cast<unsigned char>(c);
    std::snprintf(number, sizeof number, "%06o", sum);
    put(148, std::string(number) + '\0');
    return header;
}

/// Header, content and padding.
inline std::string tar_entry(std::string_view name, std::string_view content = {},
                             char type = '0') {
    auto entry = tar_header(name, type, content.size());
    entry += content;
    entry.resize((entry.size() + kTarBlock - 1) / kTarBlock * kTarBlock);
    return entry;
}

inline std::string tar_end() {
    return std::string(2 * kTarBlock, '\0');
}

/// A frame of zstd that holds its content as it stands, then `zeros` zero bytes in blocks that
/// cost four bytes for each 128 KiB.
inline std::string zstd_frame(std::string_view content, std::uint64_t zeros = 0) {
    constexpr std::uint64_t most = 128u << 10;
    std::string frame("\x28\xB5\x2F\xFD\x00\x38", 6); // a window of 128 KiB, nothing else told
    const auto block = [&](unsigned kind, std::uint64_t size, bool last) {
        const auto header = size << 3 | kind << 1 | (last ? 1u : 0u);
        for (unsigned i = 0; i < 3; ++i)
            frame += static_cast<char>(header >> (8 * i) & 0xFF);
    };
    for (; !content.empty(); content.remove_prefix(std::min<std::size_t>(content.size(), most))) {
        const auto piece = content.substr(0, most);
        block(0, piece.size(), false);
        frame += piece;
    }
    for (; zeros > 0; zeros -= std::min(zeros, most)) {
        block(1, std::min(zeros, most), false);
        frame += '\0';
    }
    block(0, 0, true);
    return frame;
}

} // namespace ferry::testing
