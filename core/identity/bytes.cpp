// The checksum keeps four independent lanes, so that a multiplication does not wait for the last.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/bytes.hpp"

namespace ferry::identity {
namespace {

constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15u;
constexpr std::uint64_t kOther = 0xD6E8FEB86659FD93u;

/// One to one in `value`, so a changed bit always changes the result.
std::uint64_t mixed(std::uint64_t value) {
    value ^= value >> 32;
    value *= kOther;
    value ^= value >> 32;
    value *= kOther;
    return value ^ (value >> 32);
}

std::uint64_t step(std::uint64_t lane, std::uint64_t word) {
    lane = (lane ^ word) * kOdd;
    return (lane << 29) | (lane >> 35);
}

} // namespace

void append_count(std::string& bytes, std::size_t count) {
    while (count >= 0x80) {
        bytes.push_back(static_cast<char>((count & 0x7f) | 0x80));
        count >>= 7;
    }
    bytes.push_back(static_cast<char>(count));
}

void append_text(std::string& bytes, std::string_view text) {
    append_count(bytes, text.size());
    bytes += text;
}

std::size_t ByteReader::fail() {
    failed_ = true;
    rest_ = {};
    return 0;
}

std::size_t ByteReader::count() {
    std::size_t value = 0;
    for (unsigned shift = 0; shift < 32; shift += 7) {
        if (rest_.empty()) return fail();
        const auto byte = static_cast<unsigned char>(rest_.front());
        rest_.remove_prefix(1);
        value |= static_cast<std::size_t>(byte & 0x7f) << shift;
        if (byte < 0x80) return value <= rest_.size() ? value : fail();
    }
    return fail();
}

std::string_view ByteReader::text() {
    const auto size = count();
    const auto text = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return text;
}

std::uint64_t checksum(std::string_view bytes) {
    std::uint64_t lanes[4] = {kOdd, kOther, ~kOdd, ~kOther};
    const auto total = bytes.size();
    for (; bytes.size() >= 32; bytes.remove_prefix(32)) {
        for (std::size_t i = 0; i < 4; ++i)
            lanes[i] = step(lanes[i], load<std::uint64_t>(bytes.data() + 8 * i));
    }
    for (std::size_t i = 0; i < bytes.size(); ++i)
        lanes[i % 4] = step(lanes[i % 4], static_cast<unsigned char>(bytes[i]));
    auto sum = mixed(total + kOdd);
    for (const auto lane : lanes)
        sum = mixed(sum ^ lane) + kOdd;
    return mixed(sum);
}

} // namespace ferry::identity
