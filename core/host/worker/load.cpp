// Boost.DLL, and the rules of the binary contract.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/worker/load.hpp"

#define BOOST_DLL_USE_STD_FS
#include <boost/dll/shared_library.hpp>

#include <cstddef>
#include <exception>
#include <filesystem>
#include <string_view>

namespace ferry::worker {
namespace {

// The table of ABI 1.0 ends with `outdated`; a plugin may not be shorter.
constexpr std::size_t kSmallestTable = offsetof(ferry_plugin, outdated) + sizeof(void*);

std::string version(std::uint32_t major, std::uint32_t minor) {
    return std::to_string(major) + "." + std::to_string(minor);
}

Result<void> check_version(const ferry_plugin& plugin, const std::string& name) {
    const auto theirs = version(plugin.abi_major, plugin.abi_minor);
    const auto ours = version(FERRY_ABI_MAJOR, FERRY_ABI_MINOR);
    const auto words =
        "plugin " + name + " is built for ABI " + theirs + " and this Ferry has ABI " + ours;
    if (plugin.abi_major != FERRY_ABI_MAJOR)
        return Error{Code::NotSupported, words + "; install the plugin's release for this Ferry"};
    if (plugin.abi_minor > FERRY_ABI_MINOR)
        return Error{Code::NotSupported,
                     words + "; update Ferry, or install an older release of the plugin"};
    return {};
}

Result<void> check_table(const ferry_plugin& plugin, const std::string& expected_id,
                         const std::string& name) {
    if (plugin.struct_size < kSmallestTable)
        return Error{Code::BadData,
                     "plugin " + name + " has a table that is too short; rebuild it"};
    const std::string_view id(plugin.id.data == nullptr ? "" : plugin.id.data, plugin.id.size);
    if (id != expected_id)
        return Error{Code::BadData, "plugin " + name + " calls itself \"" +
                                        std::string(id.substr(0, 40)) +
                                        "\" but its plugin.json says \"" + expected_id + "\""};
    if (plugin.probe == nullptr || plugin.inventory == nullptr || plugin.look_up == nullptr)
        return Error{Code::BadData,
                     "plugin " + name + " lacks probe, inventory or look_up; rebuild it"};
    return {};
}

} // namespace

Result<const ferry_plugin*> load_plugin(const std::string& library,
                                        const std::string& expected_id) {
    // Leaked on purpose: its destructor would unload the plugin.
    static auto* const loaded = new boost::dll::shared_library;
    const auto name = "\"" + expected_id + "\" (" + library + ")";
    const std::filesystem::path path(std::u8string(library.begin(), library.end()));
    if (!path.is_absolute())
        return Error{Code::BadData, "plugin " + name + " has no absolute path"};
    try {
        namespace dll = boost::dll;
        loaded->load(path, dll::load_mode::rtld_now | dll::load_mode::rtld_local);
        if (!loaded->has("ferry_plugin_v1"))
            return Error{Code::BadData,
                         "plugin " + name + " does not export ferry_plugin_v1; it is no plugin"};
        const auto& plugin = loaded->get<const ferry_plugin>("ferry_plugin_v1");
        const auto fits = check_version(plugin, name);
        if (!fits) return fits.error();
        const auto whole = check_table(plugin, expected_id, name);
        if (!whole) return whole.error();
        return &plugin;
    } catch (const std::exception& problem) {
        return Error{Code::BadData, "plugin " + name + " cannot be loaded: " + problem.what()};
    }
}

} // namespace ferry::worker
