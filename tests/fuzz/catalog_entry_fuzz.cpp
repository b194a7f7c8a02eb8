// Any text as a catalog entry: a whole one has an id that fits its place.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/entry.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto parsed = ferry::identity::parse_entry("software/f/firefox.json", text);
    if (parsed.usable() && parsed.entry.id.text != "firefox") std::abort();
    return 0;
}
