// One line of JSON, then the archive.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/bundle_content.hpp"

#include "core/base/json.hpp"
#include "core/settings/archive.hpp"

#include <nlohmann/json.hpp>

namespace ferry::settings {
namespace {

constexpr int kSchema = 1;

} // namespace

Result<std::string> encode(const BundleContent& content) {
    const auto archive = pack(content.files);
    if (!archive) return archive.error();
    return dump_json({{"schema", kSchema},
                      {"software", content.software.text},
                      {"device", content.device},
                      {"os", content.os}}) +
           "\n" + *archive;
}

Result<BundleContent> decode_bundle_content(std::string_view bytes) {
    const auto end = bytes.find('\n');
    if (end == std::string_view::npos) return Error{Code::BadData, "the settings have no head"};
    const auto head = parse_json(bytes.substr(0, end));
    if (!head) return head.error();
    if (!head->is_object() || head->value("schema", 0) != kSchema)
        return Error{Code::NotSupported,
                     "the settings were packed by a newer ferry; update this one"};
    auto files = unpack(bytes.substr(end + 1));
    if (!files) return files.error();
    return BundleContent{{json_text(*head, "software")},
                         json_text(*head, "device"),
                         json_text(*head, "os"),
                         std::move(*files)};
}

} // namespace ferry::settings
