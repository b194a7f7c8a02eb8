// Keys in the person's default keyring, by the Secret Service: GNOME Keyring, KWallet, KeePassXC.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/platform/key_store.hpp"

#include <memory>

namespace ferry {

/// A ticket is the item's name. REQUIRES: a session's D-Bus.
std::unique_ptr<KeyStore> make_libsecret_store();

} // namespace ferry
