// Wiped memory.
// SPDX-License-Identifier: Apache-2.0
#include "core/vault/secret.hpp"

#include "core/vault/sodium.hpp"

#include <sodium.h>

#include <cstring>

namespace ferry::vault {

Secret::Secret(std::string_view bytes) : size_(bytes.size()) {
    need_sodium();
    bytes_ = std::unique_ptr<char, Wipe>(new char[size_ + 1], Wipe{size_ + 1});
    sodium_mlock(bytes_.get(), size_ + 1); // best effort: the limit of locked memory may be small
    std::memcpy(bytes_.get(), bytes.data(), size_);
}

Secret Secret::take(std::string& bytes) {
    Secret secret(bytes);
    sodium_memzero(bytes.data(), bytes.size());
    bytes.clear();
    return secret;
}

std::string_view Secret::view() const {
    return bytes_ ? std::string_view(bytes_.get(), size_) : std::string_view();
}

void Wipe::operator()(char* bytes) const {
    sodium_munlock(bytes, size); // wipes too
    delete[] bytes;
}

} // namespace ferry::vault
