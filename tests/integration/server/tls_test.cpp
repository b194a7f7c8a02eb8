// TLS with a certificate that the server made itself.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"
#include "tests/support/ferryd_process.hpp"
#include "tests/support/raw_http.hpp"

#include <Poco/Net/Context.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/X509Certificate.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>

namespace ferry::testing {
namespace {

using Poco::Net::Context;
using Poco::Net::SecureStreamSocket;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::unique_ptr<SecureStreamSocket> tls_socket(Context::VerificationMode verify,
                                               const std::string& trusted = {}) {
    Context::Ptr context = new Context(Context::TLS_CLIENT_USE, trusted, verify);
    auto socket = std::make_unique<SecureStreamSocket>(context);
    socket->setPeerHostName("localhost");
    return socket;
}

std::string fingerprint(SecureStreamSocket& socket) {
    std::string digest(32, '\0');
    unsigned size = 0;
    X509_digest(socket.peerCertificate().certificate(), EVP_sha256(),
                reinterpret_cast<unsigned char*>(digest.data()), &size);
    return hex(digest);
}

TEST(Tls, ServesWithACertificateOfItsOwnAndSaysItsFingerprint) {
    FerrydProcess server({"--self-signed"});
    server.start();
    EXPECT_THAT(server.url(), StartsWith("https://"));
    auto socket = tls_socket(Context::VERIFY_NONE);
    auto& secure = *socket;
    RawHttp connection(std::move(socket), server.port());

    EXPECT_EQ(connection.ask("GET", "/healthz").status, 200);
    const auto seen = fingerprint(secure);
    server.stop();

    EXPECT_THAT(server.errors(), HasSubstr(seen));
}

TEST(Tls, CertificateHoldsForItsNamesWhenItIsTrusted) {
    FerrydProcess server({"--self-signed"});
    server.start();
    const auto certificate = to_utf8(server.data() / "tls-certificate.pem");
    RawHttp trusting(tls_socket(Context::VERIFY_STRICT, certificate), server.port());

    EXPECT_EQ(trusting.ask("GET", "/healthz").status, 200);
}

TEST(Tls, IsNotAcceptedByAClientThatTrustsOthers) {
    FerrydProcess server({"--self-signed"});
    server.start();
    RawHttp strict(tls_socket(Context::VERIFY_STRICT), server.port());

    EXPECT_EQ(strict.ask("GET", "/healthz").status, 0);
}

TEST(Tls, KeepsItsCertificateOverARestart) {
    FerrydProcess server({"--self-signed"});
    server.start();
    const auto print = [&] {
        auto socket = tls_socket(Context::VERIFY_NONE);
        auto& secure = *socket;
        RawHttp connection(std::move(socket), server.port());
        EXPECT_EQ(connection.ask("GET", "/healthz").status, 200);
        return fingerprint(secure);
    };
    const auto before = print();
    server.stop();
    server.start();

    EXPECT_EQ(print(), before);
}

TEST(Tls, KeepsItsKeyFromOthers) {
    FerrydProcess server({"--self-signed"});
    server.start();

    const auto rights = std::filesystem::status(server.data() / "tls-key.pem").permissions();

    EXPECT_EQ(rights & (std::filesystem::perms::group_all | std::filesystem::perms::others_all),
              std::filesystem::perms::none);
}

TEST(Tls, SurvivesAClientThatSpeaksPlainHttp) {
    FerrydProcess server({"--self-signed"});
    server.start();

    EXPECT_EQ(RawHttp(server.port()).ask("GET", "/healthz").status, 0);

    RawHttp connection(tls_socket(Context::VERIFY_NONE), server.port());
    EXPECT_EQ(connection.ask("GET", "/healthz").status, 200);
}

TEST(Tls, ReadsRequestsThatComeInSeveralRecords) {
    FerrydProcess server({"--self-signed"});
    server.start();
    RawHttp connection(tls_socket(Context::VERIFY_NONE), server.port());

    for (const auto& part : {"GET /heal", "thz HTTP/1.1\r\nHo", "st: x\r\n\r\nGET /healthz HTT",
                             "P/1.1\r\nHost: x\r\n\r\n"})
        connection.send(part);

    EXPECT_EQ(connection.receive().status, 200);
    EXPECT_EQ(connection.receive().status, 200);
}

} // namespace
} // namespace ferry::testing
