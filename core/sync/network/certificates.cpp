// The rule in words, and OpenSSL's part of it.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/network/certificates.hpp"

#include "core/base/text.hpp"

#include <Poco/Crypto/X509Certificate.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace ferry::sync {

using Poco::Net::Context;

Poco::Net::Context* tls_context(const ServerAddress& address, Verify verify) {
    constexpr int kDepth = 9;
    const bool checked = verify == Verify::Authority;
    auto* context =
        new Context(Context::TLS_CLIENT_USE, "",
                    checked ? Context::VERIFY_STRICT : Context::VERIFY_NONE, kDepth, checked);
    context->requireMinimumProtocol(Context::PROTO_TLSV1_2);
    // Poco 1.11 compares names itself and takes a host's DNS aliases for its names; OpenSSL, in the
    // handshake, does not.
    context->enableExtendedCertificateVerification(false);
    auto* rules = SSL_CTX_get0_param(context->sslContext());
    if (checked && X509_VERIFY_PARAM_set1_ip_asc(rules, address.host.c_str()) != 1)
        X509_VERIFY_PARAM_set1_host(rules, address.host.c_str(), address.host.size());
    return context;
}

Result<std::string> fingerprint_of(const Poco::Net::SecureStreamSocket& socket) {
    if (!socket.havePeerCertificate())
        return Error{Code::Denied, "the server showed no certificate"};
    const auto digest = socket.peerCertificate().fingerprint("SHA256");
    return hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

Result<void> check_fingerprint(const ServerAddress& address, const Trust& trust,
                               const std::string& fingerprint) {
    if (fingerprint == trust.pinned) return {};
    const auto server = address.origin();
    if (trust.accept) {
        if (trust.accept({server, fingerprint, trust.pinned})) return {};
        return Error{Code::Denied, server + ": its certificate (SHA-256 " + fingerprint +
                                       ") was not accepted; compare it with what ferryd says at "
                                       "its start"};
    }
    if (trust.pinned.empty())
        return Error{Code::Denied, server + ": no authority vouches for its certificate (SHA-256 " +
                                       fingerprint + "); run ferry login " + server +
                                       " to look at it and accept it"};
    return Error{Code::Denied,
                 server + ": its certificate is not the one accepted before: SHA-256 " +
                     fingerprint + " instead of " + trust.pinned +
                     "; somebody may be in between, nothing was sent. If its owner changed it, run "
                     "ferry login " +
                     server + " and compare the new one"};
}

} // namespace ferry::sync
