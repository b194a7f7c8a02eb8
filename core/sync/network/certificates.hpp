// Which certificate is trusted: an authority's word for the host's name, or a pinned fingerprint.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/sync/server_address.hpp"
#include "core/sync/transport.hpp"

#include <ferry/result.hpp>

#include <string>

namespace Poco::Net {
class Context;
class SecureStreamSocket;
} // namespace Poco::Net

namespace ferry::sync {

enum class Verify {
    Authority, // one known to the system vouches for the certificate and the host's name
    Nothing    // the caller compares the fingerprint
};

/// Owned by the first Poco pointer that takes it. TLS 1.2 or newer.
Poco::Net::Context* tls_context(const ServerAddress& address, Verify verify);

/// SHA-256 of the certificate itself, 64 hex digits. Errors: Denied (it showed none).
Result<std::string> fingerprint_of(const Poco::Net::SecureStreamSocket& socket);

/// Against the pin, or by asking. Errors: Denied, which names the fingerprints and the next step.
Result<void> check_fingerprint(const ServerAddress& address, const Trust& trust,
                               const std::string& fingerprint);

} // namespace ferry::sync
