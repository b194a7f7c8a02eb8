// The device token and the account key: in a file of their own that only their owner can read.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/platform/files.hpp"
#include "core/vault/secret.hpp"

#include <ferry/result.hpp>

#include <cstdint>
#include <filesystem>

namespace ferry::sync {

struct Credentials {
    vault::Secret token;
    vault::Secret account_key; // 32 bytes
    std::uint32_t key_version = 1;
    vault::Secret device_seed{}; // 32 bytes: the device's own keys; empty: none made yet
};

/// `folder`: Paths::data. Errors: NotFound (logged out), Denied, Io, BadData.
Result<Credentials> load_credentials(const ReadOnlyFiles& files,
                                     const std::filesystem::path& folder);
Result<void> save_credentials(Files& files, const std::filesystem::path& folder,
                              const Credentials& credentials);
/// No error where there are none.
Result<void> remove_credentials(Files& files, const std::filesystem::path& folder);

} // namespace ferry::sync
