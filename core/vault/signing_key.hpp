// An Ed25519 key while it is used; wiped when it goes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace ferry::vault {

/// Verifying is verify_ed25519 of signature.hpp.
struct SigningKey {
    std::string secret;
    std::string open; // the public half, 32 bytes

    explicit SigningKey(std::string_view seed); // 32 bytes
    SigningKey(const SigningKey&) = delete;
    SigningKey& operator=(const SigningKey&) = delete;
    ~SigningKey();

    std::string sign(std::string_view message) const; // 64 bytes
};

} // namespace ferry::vault
