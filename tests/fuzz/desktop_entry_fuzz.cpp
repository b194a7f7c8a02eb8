// Any text as a desktop file.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/desktop/desktop_entry.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    ferry::desktop::parse_desktop_entry(text);
    return 0;
}
