// SHA-256 of what comes piece by piece: files that are too large for the memory.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace ferry::vault {

class Sha256 {
public:
    Sha256();
    Sha256(Sha256&&) noexcept;
    ~Sha256();
    void add(std::string_view bytes);
    /// 32 bytes. Called once, last.
    std::string finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace ferry::vault
