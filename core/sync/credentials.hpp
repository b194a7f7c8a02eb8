// The device token and the account's keys: in the system's own store of secrets, or else in a file
// that only their owner can read.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/platform/files.hpp"
#include "core/platform/key_store.hpp"
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

/// `folder`: Paths::data. Errors: NotFound (logged out), Denied, Io, BadData; where the keys are in
/// a store, also its errors and NotSupported (another system's store), with the next step.
Result<Credentials> load_credentials(const ReadOnlyFiles& files,
                                     const std::filesystem::path& folder, KeyStore& store);
/// Into the store where it takes them, and into the file where it does not. Whenever it is cut off,
/// the former or the new ones are what is loaded.
Result<void> save_credentials(Files& files, const std::filesystem::path& folder, KeyStore& store,
                              const Credentials& credentials);
/// No error where there are none. A store that cannot be asked is one, and nothing is removed.
Result<void> remove_credentials(Files& files, const std::filesystem::path& folder, KeyStore& store);

/// Whether they stand in the file itself. Errors: as of load_credentials, the store's left out.
Result<bool> credentials_in_file(const ReadOnlyFiles& files, const std::filesystem::path& folder);
/// Of the account key that is kept; known also while its store cannot be asked. Errors: likewise.
Result<std::uint32_t> kept_key_version(const ReadOnlyFiles& files,
                                       const std::filesystem::path& folder, KeyStore& store);

} // namespace ferry::sync
