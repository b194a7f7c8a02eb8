// Any text as a signature and as a key: without the right key nothing is ever accepted.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/git/ssh_signature.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ferry::identity;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto digest = [](std::string_view) { return std::string(64, 'd'); };
    const SignatureCrypto all{[](auto key, auto, auto signature) {
                                  if (key.size() != 32 || signature.size() != 64) std::abort();
                                  return true;
                              },
                              digest, digest};
    const SignatureCrypto none{[](auto, auto, auto) { return false; }, digest, digest};
    if (const auto signer = signer_of(text, "message", "git", all); signer && signer->size() != 32)
        std::abort();
    if (signer_of(text, "message", "git", none)) std::abort();
    if (const auto key = ed25519_key(text); key && key->size() != 32) std::abort();
    return 0;
}
