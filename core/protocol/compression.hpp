// zstd for bodies on the wire. The only user of zstd.h.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace ferry::protocol {

enum class Effort {
    Quick, // for answers, which many ask for
    Small  // for uploads: a tenth smaller, a few milliseconds more
};
std::string compress(std::string_view bytes, Effort effort = Effort::Quick);
/// Refuses more than `limit` decoded bytes and windows over 8 MiB before allocating. Errors:
/// BadData.
Result<std::string> decompress(std::string_view bytes, std::size_t limit);

} // namespace ferry::protocol
