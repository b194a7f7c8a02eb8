// BLAKE2b-256 and random bytes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace ferry::vault {

std::string hash(std::string_view bytes);                             // 32 bytes
std::string keyed_hash(std::string_view bytes, std::string_view key); // key of 32 bytes
bool equal_in_constant_time(std::string_view left, std::string_view right);
std::string random_bytes(std::size_t count);
std::string random_uuid(); // version 7: ordered by time

} // namespace ferry::vault
