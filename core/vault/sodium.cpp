// Starting libsodium.
// SPDX-License-Identifier: Apache-2.0
#include "core/vault/sodium.hpp"

#include <sodium.h>

#include <cstdlib>

namespace ferry::vault {

void need_sodium() {
    static const int started = sodium_init(); // thread-safe, as every local static
    if (started < 0) std::abort();            // no source of randomness: nothing may go on
}

void add_field(std::string& to, std::string_view field) {
    for (int shift = 0; shift < 32; shift += 8)
        to += static_cast<char>(field.size() >> shift & 0xFF);
    to += field;
}

} // namespace ferry::vault
