// Any text as a receipt, as an answer of brew, and as an id.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/brew/offers.hpp"
#include "plugins/brew/receipt.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ferry::brew;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto receipt = parse_receipt(text); receipt && !receipt->tap.empty()) {
        if (!is_tap(receipt->tap)) std::abort();
    }
    for (const auto parse : {parse_info, parse_outdated}) {
        const auto offers = parse(text);
        if (!offers) continue;
        for (const auto& offer : *offers) {
            if (parse_id(offer.name.id()) != offer.name) std::abort();
        }
    }
    if (const auto name = parse_id(text); name && name->argument().starts_with('-')) std::abort();
    return 0;
}
