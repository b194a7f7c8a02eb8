// The addresses and identifiers that winget itself is delivered with.
// SPDX-License-Identifier: Apache-2.0
#include "core/formats/winget_sources.hpp"

#include <algorithm>

namespace ferry::formats {

const std::array<WingetSource, 2> kWingetSources = {{
    {"winget", "https://cdn.winget.microsoft.com/cache", "Microsoft.Winget.Source_8wekyb3d8bbwe",
     "Microsoft.PreIndexed.Package", "https://winget.azureedge.net/cache"},
    {"msstore", "https://storeedgefd.dsx.mp.microsoft.com/v9.0", "StoreEdgeFD", "Microsoft.Rest",
     ""},
}};

const WingetSource* winget_source(std::string_view identifier, std::string_view type) {
    const auto* found =
        std::find_if(kWingetSources.begin(), kWingetSources.end(), [&](const WingetSource& source) {
            return source.identifier == identifier && source.type == type;
        });
    return found == kWingetSources.end() ? nullptr : found;
}

const WingetSource& winget_source_of(std::string_view id) {
    return kWingetSources[id.find('.') == std::string_view::npos ? 1 : 0];
}

} // namespace ferry::formats
