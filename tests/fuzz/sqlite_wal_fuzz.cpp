// Any bytes as the write-ahead log of an empty database.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/kit/wal.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string database(1024, '\0');
    database.replace(0, 16, std::string("SQLite format 3\0\x02", 16));
    database[16] = 2; // pages of 512 bytes
    const std::string_view log(reinterpret_cast<const char*>(data), size);
    const auto image = ferry::kit::with_log(database, log);
    if (image && (image->size() % 512 != 0 || image->size() > database.size() + (1u << 30)))
        std::abort();
    return 0;
}
