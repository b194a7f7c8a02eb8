// Names of registry keys, and their order.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "core/platform/registry.hpp"

#include <algorithm>
#include <tuple>

namespace ferry {

std::unique_ptr<Registry> registry_below(const ReadOnlyFiles& files,
                                         const std::filesystem::path& root) {
    if (root == root.root_path()) return std::make_unique<RealRegistry>();
    return std::make_unique<RegistryExport>(files, root / "registry");
}

Result<std::string> short_registry_name(std::string_view key) {
    const auto slash = key.find('\\');
    const auto root = lower(key.substr(0, slash));
    std::string name;
    if (root == "hklm" || root == "hkey_local_machine") name = "HKLM";
    if (root == "hkcu" || root == "hkey_current_user") name = "HKCU";
    if (name.empty())
        return Error{Code::BadData,
                     "\"" + printable(key) + "\": a key begins with HKLM or HKCU here"};
    if (slash == std::string_view::npos) return name;
    const auto rest = key.substr(slash);
    if (rest.ends_with('\\') || rest.find("\\\\") != std::string_view::npos)
        return Error{Code::BadData, "\"" + printable(key) + "\": an empty name in it"};
    return name.append(rest);
}

void sort_registry(std::vector<RegistryItem>& items) {
    const auto rank = [](const RegistryItem& item) {
        return std::tuple(item.kind != RegistryKind::Key, std::string_view(item.name));
    };
    std::sort(items.begin(), items.end(),
              [&](const auto& left, const auto& right) { return rank(left) < rank(right); });
}

} // namespace ferry
