// Any text as a plugin.json.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/manifest.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto manifest = ferry::host::parse_manifest(text)) {
        if (manifest->id.text.empty() || manifest->lock.empty()) std::abort();
    }
    return 0;
}
