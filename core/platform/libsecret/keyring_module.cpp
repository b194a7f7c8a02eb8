// What the module gives to the program that loads it. Both come from one build.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/libsecret/libsecret_store.hpp"

#include <boost/config.hpp>

extern "C" {

BOOST_SYMBOL_EXPORT const char* ferry_keyring_version() {
    return FERRY_VERSION;
}

/// The caller owns what it gets.
BOOST_SYMBOL_EXPORT ferry::KeyStore* ferry_keyring_store() {
    return ferry::make_libsecret_store().release();
}

} // extern "C"
