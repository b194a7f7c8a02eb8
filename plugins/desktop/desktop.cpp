// Tells of programs that came to this computer without an installer; it installs nothing itself.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/desktop/app_images.hpp"
#include "plugins/desktop/bundles.hpp"
#include "plugins/desktop/desktop_files.hpp"

#include <ferry/plugin.hpp>

#include <string_view>

namespace ferry::desktop {
namespace {

struct Desktop {
    static constexpr std::string_view id = "desktop";

    static Result<void> probe(const sdk::Host& host) {
        host.present({}, "tells of desktop files, AppImages and application bundles; installs "
                         "nothing");
        return {};
    }

    /// Everything here is a trace: no installer answers for it.
    static Result<void> inventory(const sdk::Host&) { return {}; }

    static Result<void> traces(const sdk::Host& host) {
        const auto entries = desktop_files(host);
        for (const auto& entry : entries)
            host.emit(sdk::Trace{"desktop-file", entry.id, entry.name, entry.version, {}});
        for (const auto& image : app_images(host)) {
            if (!started_by(entries, image.path))
                host.emit(sdk::Trace{"appimage", image.name, image.name, image.version, {}});
        }
        for (const auto& bundle : bundles(host))
            host.emit(sdk::Trace{"bundle", bundle.id, bundle.name, bundle.version, {}});
        return {};
    }

    /// Offers nothing.
    static Result<void> look_up(const sdk::Host&, sdk::Ids) { return {}; }
};

} // namespace
} // namespace ferry::desktop

FERRY_EXPORT_PLUGIN(ferry::desktop::Desktop)
