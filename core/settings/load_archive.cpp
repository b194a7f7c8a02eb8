// pack, unpack and read_foreign for programs that mostly do neither: libarchive and what it brings
// take longer to load than most commands to run, so they come with the first settings.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/files.hpp"
#include "core/platform/paths.hpp"
#include "core/settings/archive_module.hpp"

#define BOOST_DLL_USE_STD_FS
#include <boost/dll/shared_library.hpp>

#include <exception>

namespace ferry::settings {
namespace {

Result<const ArchiveModule*> module() {
    // Leaked on purpose: what it gave may still be in use at the end.
    static auto* const loaded = new boost::dll::shared_library;
    const auto file = this_installation().archive;
    const auto unusable = [&](const std::string& why) {
        return Error{Code::Io, to_utf8(file) + ": " + why + "; install Ferry again"};
    };
    try {
        if (!loaded->is_loaded()) loaded->load(file);
        const auto& found = loaded->get<const ArchiveModule>("ferry_archive_module");
        if (found.version != std::string_view(FERRY_VERSION))
            return unusable("is of release " + std::string(found.version) + ", not " +
                            FERRY_VERSION);
        return &found;
    } catch (const std::exception& problem) {
        return unusable(problem.what());
    }
}

} // namespace

Result<std::string> pack(const std::vector<SettingsFile>& files) {
    const auto loaded = module();
    if (!loaded) return loaded.error();
    return (*loaded)->pack(files);
}

Result<std::vector<SettingsFile>> unpack(std::string_view bytes, const ArchiveLimits& limits) {
    const auto loaded = module();
    if (!loaded) return loaded.error();
    return (*loaded)->unpack(bytes, limits);
}

Result<void> read_foreign(std::string_view bytes, const ForeignLimits& limits,
                          const TakeEntry& take) {
    const auto loaded = module();
    if (!loaded) return loaded.error();
    return (*loaded)->read_foreign(bytes, limits, take);
}

} // namespace ferry::settings
