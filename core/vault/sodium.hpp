// libsodium, initialised before its first use.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace ferry::vault {

/// Called by everything here that uses libsodium; ends the process where it cannot start.
void need_sodium();

inline const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
inline unsigned char* bytes_of(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

/// Appends a length (4 bytes, little endian) and the bytes: no two lists of fields look alike.
void add_field(std::string& to, std::string_view field);

} // namespace ferry::vault
