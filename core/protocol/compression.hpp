// zstd for bodies on the wire. The only user of zstd.h.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace ferry::protocol {

std::string compress(std::string_view bytes);
/// Refuses more than `limit` decoded bytes and windows over 8 MiB before allocating. Errors:
/// BadData.
Result<std::string> decompress(std::string_view bytes, std::size_t limit);

} // namespace ferry::protocol
