// The part of key_store.hpp that differs between systems.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/platform/key_store.hpp"

namespace ferry {

/// Touches nothing before its first use.
std::unique_ptr<KeyStore> key_store_of_system(const std::filesystem::path& module);

} // namespace ferry
