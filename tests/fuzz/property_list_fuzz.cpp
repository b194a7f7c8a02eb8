// Any bytes as an application bundle's Info.plist, binary or XML.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/desktop/property_list.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto texts = ferry::desktop::texts_of_property_list(text, {"CFBundleName", "none"});
    if (texts && texts->size() != 2) std::abort();
    return 0;
}
