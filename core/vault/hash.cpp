// Hashes and randomness.
// SPDX-License-Identifier: Apache-2.0
#include "core/vault/hash.hpp"

#include "core/vault/sodium.hpp"

#include <sodium.h>

#include <chrono>
#include <cstdint>

namespace ferry::vault {
namespace {

constexpr std::size_t kHashBytes = 32;

} // namespace

std::string hash(std::string_view bytes) {
    return keyed_hash(bytes, {});
}

std::string keyed_hash(std::string_view bytes, std::string_view key) {
    std::string result(kHashBytes, '\0');
    crypto_generichash(bytes_of(result), result.size(), bytes_of(bytes), bytes.size(),
                       key.empty() ? nullptr : bytes_of(key), key.size());
    return result;
}

bool equal_in_constant_time(std::string_view left, std::string_view right) {
    return left.size() == right.size() &&
           sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

std::string random_bytes(std::size_t count) {
    need_sodium();
    std::string bytes(count, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

std::string random_uuid() {
    using namespace std::chrono;
    const auto now = static_cast<std::uint64_t>(
        duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count());
    auto bytes = random_bytes(16);
    for (int i = 0; i < 6; ++i)
        bytes[static_cast<std::size_t>(i)] = static_cast<char>(now >> (40 - 8 * i) & 0xFF);
    bytes[6] = static_cast<char>((bytes[6] & 0x0F) | 0x70);
    bytes[8] = static_cast<char>((bytes[8] & 0x3F) | 0x80);
    std::string text(33, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes_of(bytes), bytes.size());
    text.pop_back();
    for (const std::size_t at : {20u, 16u, 12u, 8u})
        text.insert(at, "-");
    return text;
}

} // namespace ferry::vault
