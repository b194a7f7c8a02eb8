// HKLM in both views, HKCU, and the list of Store packages.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/winget/programs.hpp"

#include "plugins/kit/words.hpp"
#include "plugins/winget/names.hpp"

#include <algorithm>
#include <array>

namespace ferry::winget {
namespace {

struct Place {
    std::string_view key, prefix;
    ferry_scope scope;
};

constexpr std::array<Place, 3> kPlaces = {{
    {"HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall", "ARP\\Machine\\X64\\",
     FERRY_SCOPE_SYSTEM},
    {"HKLM\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall",
     "ARP\\Machine\\X86\\", FERRY_SCOPE_SYSTEM},
    {"HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall", "ARP\\User\\X64\\",
     FERRY_SCOPE_USER},
}};
constexpr std::string_view kStore =
    "HKCU\\Software\\Classes\\Local Settings\\Software\\Microsoft\\Windows\\CurrentVersion\\"
    "AppModel\\Repository\\Packages";

using Items = std::vector<sdk::RegistryItem>;

/// Nothing at a place that is not there.
Result<Items> items_of(const sdk::Host& host, std::string_view key) {
    auto items = host.registry(key);
    if (!items && items.error().code == Code::NotFound) return Items{};
    return items;
}

class Values {
public:
    explicit Values(const Items& items) : items_(items) {}

    std::string text(std::string_view name) const {
        const auto* item = find(name);
        const bool usable = item != nullptr && (item->kind == sdk::RegistryKind::Text ||
                                                item->kind == sdk::RegistryKind::Number);
        return usable ? kit::plain(item->data) : std::string();
    }

    bool is_one(std::string_view name) const {
        const auto* item = find(name);
        return item != nullptr && item->kind == sdk::RegistryKind::Number && item->data == "1";
    }

private:
    const sdk::RegistryItem* find(std::string_view name) const {
        const auto wanted = lower(name); // names are the same in capitals and small letters
        const auto found = std::find_if(items_.begin(), items_.end(), [&](const auto& item) {
            return item.kind != sdk::RegistryKind::Key && lower(item.name) == wanted;
        });
        return found == items_.end() ? nullptr : &*found;
    }

    const Items& items_;
};

bool shown(const Values& values) {
    if (values.is_one("SystemComponent") || values.text("DisplayName").empty()) return false;
    if (!values.text("ParentKeyName").empty()) return false;
    const auto type = values.text("ReleaseType");
    return type != "Security Update" && type != "Update Rollup" && type != "Hotfix";
}

std::string version_of(const Values& values) {
    if (auto version = values.text("DisplayVersion"); !version.empty()) return version;
    for (const auto* prefix : {"Version", ""}) {
        const auto major = values.text(std::string(prefix) + (*prefix ? "Major" : "MajorVersion"));
        const auto minor = values.text(std::string(prefix) + (*prefix ? "Minor" : "MinorVersion"));
        if (!major.empty() && !minor.empty()) return major + "." + minor;
    }
    return {};
}

Result<void> read_place(const sdk::Host& host, const Place& place, std::vector<Program>& to) {
    const auto keys = items_of(host, place.key);
    if (!keys) return keys.error();
    for (const auto& key : *keys) {
        if (key.kind != sdk::RegistryKind::Key) continue;
        const auto items = items_of(host, std::string(place.key) + "\\" + key.name);
        if (!items) return items.error();
        const Values values(*items);
        if (!shown(values)) continue;
        to.push_back({std::string(place.prefix) + key.name, lower(key.name),
                      values.text("DisplayName"), version_of(values), values.text("Publisher"),
                      values.text("WinGetPackageIdentifier"), place.scope});
    }
    return {};
}

/// NAME_VERSION_ARCHITECTURE_RESOURCE_PUBLISHER
Result<void> read_store(const sdk::Host& host, std::vector<Program>& to) {
    const auto keys = items_of(host, kStore);
    if (!keys) return keys.error();
    for (const auto& key : *keys) {
        if (key.kind != sdk::RegistryKind::Key) continue;
        const auto first = key.name.find('_');
        if (first == std::string::npos) continue;
        const auto second = key.name.find('_', first + 1);
        const auto items = items_of(host, std::string(kStore) + "\\" + key.name);
        if (!items) return items.error();
        auto name = Values(*items).text("DisplayName");
        if (name.empty() || name.starts_with('@')) name = key.name.substr(0, first);
        to.push_back({"MSIX\\" + key.name,
                      lower(key.name),
                      std::move(name),
                      key.name.substr(first + 1, second - first - 1),
                      {},
                      {},
                      FERRY_SCOPE_USER});
    }
    return {};
}

} // namespace

Result<std::vector<Program>> programs(const sdk::Host& host) {
    std::vector<Program> all;
    for (const auto& place : kPlaces) {
        if (const auto read = read_place(host, place, all); !read) return read.error();
    }
    if (const auto read = read_store(host, all); !read) return read.error();
    return all;
}

} // namespace ferry::winget
