// What a settings bundle holds once it is opened: where it comes from, and the files.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/model/ids.hpp"
#include "core/settings/settings_file.hpp"

#include <ferry/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ferry::settings {

struct BundleContent {
    SoftwareId software;
    std::string device; // name
    std::string os;     // "linux", "windows", "macos"
    std::vector<SettingsFile> files;
};

/// Equal contents give equal bytes. Errors: BadData (a name that cannot travel), Internal.
Result<std::string> encode(const BundleContent& content);
/// Errors: BadData; Denied (hostile names, over the limits).
Result<BundleContent> decode_bundle_content(std::string_view bytes);

} // namespace ferry::settings
