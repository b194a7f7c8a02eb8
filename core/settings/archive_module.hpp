// What the module with libarchive gives to the program that loads it. Both come from one build.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/settings/archive.hpp"
#include "core/settings/foreign_archive.hpp"

namespace ferry::settings {

struct ArchiveModule {
    const char* version;
    Result<std::string> (*pack)(const std::vector<SettingsFile>& files);
    Result<std::vector<SettingsFile>> (*unpack)(std::string_view bytes,
                                                const ArchiveLimits& limits);
    Result<void> (*read_foreign)(std::string_view bytes, const ForeignLimits& limits,
                                 const TakeEntry& take);
};

} // namespace ferry::settings
