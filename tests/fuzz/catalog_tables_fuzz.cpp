// Any text as a table of pairs, as an address and as a name.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/assertion.hpp"
#include "core/identity/suggest/comparable_name.hpp"
#include "core/identity/suggest/web_address.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ferry::identity;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto all = parse_assertions(text)) {
        for (const auto& pair : all->pairs) {
            if (pair.left.id.empty() || pair.right.id.empty()) std::abort();
        }
    }
    for (const auto& key : address_keys(text).strong) {
        if (key.find(' ') == std::string::npos) std::abort();
    }
    const auto name = comparable_name(text);
    if (name.plain.find_first_of(" -_.") != std::string::npos) std::abort();
    return 0;
}
