// Any bytes as a .reg file.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/registry.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    ferry::RegistryExport::Keys keys;
    (void)ferry::RegistryExport::parse(text, keys);
    return 0;
}
