// INSTALL_RECEIPT.json of a keg or a cask: the parts that matter here.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/brew/receipt.hpp"

#include "plugins/brew/names.hpp"
#include "plugins/kit/json_scan.hpp"
#include "plugins/kit/words.hpp"

namespace ferry::brew {

Result<Receipt> parse_receipt(std::string_view content) {
    Receipt receipt;
    const auto read = kit::scan_json(content, [&](std::string_view path, const auto& value) {
        const auto* words = std::get_if<std::string_view>(&value);
        if (const auto* asked = std::get_if<bool>(&value); asked && path == "installed_on_request")
            receipt.asked_for = *asked;
        else if (const auto* time = std::get_if<std::int64_t>(&value); time && path == "time")
            receipt.time = *time;
        else if (words != nullptr && path == "arch")
            receipt.arch = kit::plain(*words);
        else if (words != nullptr && path == "source.tap")
            receipt.tap = foreign_tap(kit::plain(*words));
        else if (words != nullptr && path == "source.version")
            receipt.version = kit::plain(*words);
    });
    if (!read) return read.error();
    return receipt;
}

} // namespace ferry::brew
