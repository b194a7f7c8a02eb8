// INSTALL_RECEIPT.json of a keg or a cask: the parts that matter here.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/brew/receipt.hpp"

#include "plugins/brew/names.hpp"
#include "plugins/kit/json.hpp"

#include <nlohmann/json.hpp>

namespace ferry::brew {

Result<Receipt> parse_receipt(std::string_view content) {
    const auto json = kit::parse_json(content);
    if (!json) return json.error();
    if (!json->is_object()) return Error{Code::BadData, "line 1: this is no receipt"};
    Receipt receipt;
    const auto asked = json->find("installed_on_request");
    if (asked != json->end() && asked->is_boolean()) receipt.asked_for = asked->get<bool>();
    const auto time = json->find("time");
    if (time != json->end() && time->is_number_integer()) receipt.time = time->get<std::int64_t>();
    receipt.arch = kit::json_text(*json, "arch");
    const auto source = json->find("source");
    if (source != json->end()) {
        receipt.tap = foreign_tap(kit::json_text(*source, "tap"));
        receipt.version = kit::json_text(*source, "version");
    }
    return receipt;
}

} // namespace ferry::brew
