// Frame headers and block headers of zstd, as RFC 8878 lays them out.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/zstd_frame.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace ferry::settings {
namespace {

constexpr std::string_view kMagic = "\x28\xB5\x2F\xFD";
constexpr std::uint64_t kMaxWindow = 8u << 20;

Error cut_off() {
    return {Code::BadData, "zstd: cut off"};
}

/// Takes a little-endian number of `size` bytes off the front.
bool take(std::string_view& bytes, std::size_t size, std::uint64_t& number) {
    if (bytes.size() < size) return false;
    number = 0;
    for (std::size_t i = 0; i < size; ++i)
        number |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    bytes.remove_prefix(size);
    return true;
}

std::uint64_t window_of(std::uint64_t descriptor) {
    const auto base = std::uint64_t{1} << (10 + (descriptor >> 3));
    return base + base / 8 * (descriptor & 7);
}

/// Takes the header behind the magic number. `checksum`: four bytes follow the last block.
Result<void> take_header(std::string_view& bytes, bool& checksum) {
    std::uint64_t flags = 0;
    std::uint64_t window = 0;
    std::uint64_t dictionary = 0;
    std::uint64_t content = 0;
    if (!take(bytes, 1, flags)) return cut_off();
    if ((flags & 0x08) != 0) return Error{Code::BadData, "zstd: unknown kind of frame"};
    const bool one_segment = (flags & 0x20) != 0; // then the window is the content
    checksum = (flags & 0x04) != 0;
    if (!one_segment && !take(bytes, 1, window)) return cut_off();

    constexpr std::size_t dictionary_sizes[] = {0, 1, 2, 4};
    const std::size_t content_sizes[] = {one_segment ? 1u : 0u, 2, 4, 8};
    if (!take(bytes, dictionary_sizes[flags & 3], dictionary) ||
        !take(bytes, content_sizes[flags >> 6], content))
        return cut_off();
    if (dictionary != 0) return Error{Code::Denied, "zstd: needs a dictionary"};
    if ((one_segment ? content : window_of(window)) > kMaxWindow)
        return Error{Code::Denied, "zstd: wants a window of more than 8 MiB"};
    return {};
}

Result<void> take_blocks(std::string_view& bytes, bool checksum) {
    constexpr std::uint64_t repeated = 1; // a block of one byte, however long its content
    constexpr std::uint64_t reserved = 3;
    for (bool last = false; !last;) {
        std::uint64_t header = 0;
        if (!take(bytes, 3, header)) return cut_off();
        last = (header & 1) != 0;
        const auto kind = header >> 1 & 3;
        if (kind == reserved) return Error{Code::BadData, "zstd: unknown kind of block"};
        const auto size = kind == repeated ? 1 : header >> 3;
        if (bytes.size() < size) return cut_off();
        bytes.remove_prefix(static_cast<std::size_t>(size));
    }
    std::uint64_t sum = 0;
    if (checksum && !take(bytes, 4, sum)) return cut_off();
    return {};
}

} // namespace

Result<void> check_zstd_frames(std::string_view bytes) {
    if (bytes.empty()) return cut_off();
    for (bool first = true; !bytes.empty(); first = false) {
        if (!bytes.starts_with(kMagic)) {
            if (!first) return Error{Code::Denied, "zstd: bytes behind the end"};
            return Error{Code::BadData, "zstd: not such data, or cut off"};
        }
        bytes.remove_prefix(kMagic.size());
        bool checksum = false;
        if (auto header = take_header(bytes, checksum); !header) return header;
        if (auto blocks = take_blocks(bytes, checksum); !blocks) return blocks;
    }
    return {};
}

} // namespace ferry::settings
