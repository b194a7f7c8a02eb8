// Percent-escapes.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/escaped.hpp"

namespace ferry::sync {

std::string escaped(std::string_view text) {
    constexpr const char* kDigits = "0123456789ABCDEF";
    std::string result;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        const auto byte = static_cast<unsigned char>(c);
        if (plain)
            result += c;
        else
            result += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
    return result;
}

} // namespace ferry::sync
