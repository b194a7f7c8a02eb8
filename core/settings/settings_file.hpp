// One file of a person's settings as it travels, and how much of them one software may have.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

namespace ferry::settings {

constexpr std::uint64_t kMaxSettingsBytes = 64u << 20; // of one software
constexpr std::size_t kMaxSettingsFiles = 20'000;

struct SettingsFile {
    std::string rule;    // name of the rule that took it
    std::string path;    // below the rule's folder, '/' between the names, UTF-8
    std::string content; // any bytes

    bool operator==(const SettingsFile&) const = default;
};

} // namespace ferry::settings
