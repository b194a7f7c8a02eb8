// A signature that ssh-keygen -Y sign -n git made, and what is not one.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/git/ssh_signature.hpp"
#include "core/vault/signature.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::identity {
namespace {

using ::testing::HasSubstr;

const SignatureCrypto kCrypto{vault::verify_ed25519, vault::sha256, vault::sha512};
constexpr const char* kMessage = "tree and message\n";
constexpr const char* kKey =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJaWBcDC59xy0SlZxF7BsWbRclBfwRgEIYCSdHwx6l+5 test";
const std::string kSignature =
    "-----BEGIN SSH SIGNATURE-----\n"
    "U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAglpYFwMLn3HLRKVnEXsGxZtFyUF\n"
    "/BGAQhgJJ0fDHqX7kAAAADZ2l0AAAAAAAAAAZzaGE1MTIAAABTAAAAC3NzaC1lZDI1NTE5\n"
    "AAAAQKpm5NQ6kQZTcUpf8ak3JFZlJN6eR+n8q6aBdvh999cKshnRfInqkFOUZ4EdxOKtD9\n"
    "luXa7qL+H1zL63Gq6TXgQ=\n"
    "-----END SSH SIGNATURE-----\n";

TEST(SshSignature, NamesTheKeyThatSigned) {
    const auto signer = signer_of(kSignature, kMessage, "git", kCrypto);
    ASSERT_TRUE(signer) << signer.error().message;
    EXPECT_EQ(*signer, *ed25519_key(kKey));
}

TEST(SshSignature, FitsOneMessageAndOneUse) {
    const auto other = signer_of(kSignature, "another message\n", "git", kCrypto);
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, Code::Denied);
    const auto use = signer_of(kSignature, kMessage, "file", kCrypto);
    ASSERT_FALSE(use);
    EXPECT_THAT(use.error().message, HasSubstr("made for \"git\""));
}

TEST(SshSignature, NoChangedOrShorterOneIsAccepted) {
    for (std::size_t i = 0; i + 1 < kSignature.size(); ++i) { // the last line end may be absent
        EXPECT_FALSE(signer_of(kSignature.substr(0, i), kMessage, "git", kCrypto)) << i;
        auto changed = kSignature;
        changed[i] = changed[i] == 'B' ? 'C' : 'B';
        const auto signer = signer_of(changed, kMessage, "git", kCrypto);
        // A changed line end or dash can still be read the same.
        EXPECT_TRUE(!signer || kSignature[i] == '\n' || kSignature[i] == '=') << i;
    }
}

TEST(SshSignature, OtherKindsOfKeysAreRefused) {
    for (const auto* line :
         {"", "ssh-ed25519", "ssh-ed25519 AAAA", "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQ",
          "ecdsa-sha2-nistp256 AAAAE2VjZHNh"}) {
        const auto key = ed25519_key(line);
        ASSERT_FALSE(key) << line;
        EXPECT_EQ(key.error().code, Code::BadData);
    }
}

} // namespace
} // namespace ferry::identity
