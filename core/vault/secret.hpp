// Bytes that are wiped when they go: passwords, keys, tokens.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace ferry::vault {

/// Wipes and frees.
struct Wipe {
    std::size_t size = 0;
    void operator()(char* bytes) const;
};

/// In locked memory where the system allows it; wiped on destruction; moves, never copies by
/// itself.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string_view bytes);
    static Secret take(std::string& bytes); // copies, then wipes the source

    std::string_view view() const;
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }

private:
    std::unique_ptr<char, Wipe> bytes_;
    std::size_t size_ = 0;
};

} // namespace ferry::vault
