// What the module gives to the program that loads it. Both come from one build.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/network/poco_transport.hpp"

#include <boost/config.hpp>

extern "C" {

BOOST_SYMBOL_EXPORT const char* ferry_network_version() {
    return FERRY_VERSION;
}

/// The caller owns what it gets.
BOOST_SYMBOL_EXPORT ferry::sync::Transport*
ferry_network_transport(const ferry::sync::ServerAddress* address,
                        const ferry::sync::Trust* trust) {
    return ferry::sync::make_poco_transport(*address, *trust).release();
}

} // extern "C"
