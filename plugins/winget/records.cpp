// Two databases among winget's files of the person.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/winget/records.hpp"

#include "plugins/kit/sqlite_file.hpp"
#include "plugins/winget/names.hpp"

#include <algorithm>
#include <array>

namespace ferry::winget {
namespace {

struct Source {
    std::string_view name, folder;
};
constexpr std::array<Source, 2> kSources = {
    {{"winget", "Microsoft.Winget.Source_8wekyb3d8bbwe"}, {"msstore", "StoreEdgeFD"}}};

// Schema 1: a manifest refers to its texts by number.
constexpr const char* kInstalled =
    "SELECT ids.id, versions.version, productcodes.productcode FROM manifest "
    "JOIN ids ON ids.rowid = manifest.id JOIN versions ON versions.rowid = manifest.version "
    "LEFT JOIN productcodes_map ON productcodes_map.manifest = manifest.rowid "
    "LEFT JOIN productcodes ON productcodes.rowid = productcodes_map.productcode "
    "ORDER BY ids.id, manifest.rowid";

std::string state_folder(const sdk::Host& host) {
    std::string home(sdk::from_abi(host.facts().home));
    std::replace(home.begin(), home.end(), '\\', '/');
    return home + "/AppData/Local/Packages/Microsoft.DesktopAppInstaller_8wekyb3d8bbwe/LocalState/";
}

Result<void> each_row(const sdk::Host& host, const std::string& path, const char* sql,
                      const std::function<void(const kit::Cells&)>& take) {
    auto image = kit::open_sqlite(host, path);
    if (!image) return image.error();
    if (!*image) return {};
    const auto done = (*image)->each(sql, [&](const kit::Cells& cells) {
        take(cells);
        return Result<void>();
    });
    if (!done) return done.error().under(path);
    return {};
}

} // namespace

Result<std::vector<Record>> records(const sdk::Host& host) {
    std::vector<Record> all;
    for (const auto& source : kSources) {
        const auto path = state_folder(host) + std::string(source.folder) + "/installed.db";
        const auto read = each_row(host, path, kInstalled, [&](const kit::Cells& cells) {
            all.push_back({std::string(cells[0]), std::string(cells[1]), std::string(source.name),
                           lower(cells[2])});
        });
        if (!read) return read.error();
    }
    return all;
}

Result<std::vector<std::string>> pinned(const sdk::Host& host) {
    std::vector<std::string> ids;
    const auto read = each_row(host, state_folder(host) + "pinning.db",
                               "SELECT package_id FROM pin ORDER BY package_id",
                               [&](const kit::Cells& cells) { ids.push_back(lower(cells[0])); });
    if (!read) return read.error();
    return ids;
}

} // namespace ferry::winget
