// Any text as a nuspec, as an answer of choco, and as an id.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/choco/names.hpp"
#include "plugins/choco/nuspec.hpp"
#include "plugins/choco/offers.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ferry::choco;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto nuspec = parse_nuspec(text); nuspec && !is_id(nuspec->id)) std::abort();
    if (const auto rows = parse_limited(text, 4)) {
        for (const auto& row : *rows) {
            if (!is_id(row[0])) std::abort();
        }
    }
    if (is_id(text) && text.starts_with('-')) std::abort();
    return 0;
}
