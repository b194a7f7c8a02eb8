// Signatures that others made, and the hashes that they are over.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace ferry::vault {

/// False also for a key or signature of another size (32 and 64 bytes).
bool verify_ed25519(std::string_view key, std::string_view message, std::string_view signature);
std::string sha256(std::string_view bytes);
std::string sha512(std::string_view bytes);

/// Of what comes in pieces.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    void add(std::string_view bytes);
    std::string finish(); // 32 bytes; once
private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace ferry::vault
