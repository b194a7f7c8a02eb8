// A random content key per bundle, so that one that leaks opens one revision.
// SPDX-License-Identifier: Apache-2.0
#include "core/vault/bundle.hpp"

#include "core/base/text.hpp"
#include "core/vault/hash.hpp"
#include "core/vault/purpose_key.hpp"
#include "core/vault/sealed_key.hpp"
#include "core/vault/sodium.hpp"

#include <sodium.h>

#include <algorithm>

namespace ferry::vault {
namespace {

constexpr std::size_t kPiece = 64u << 10;
constexpr std::size_t kHeader = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::size_t kOverhead = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::size_t kLengthBytes = 8;
constexpr std::size_t kSmallestStep = 4096;

using Stream = crypto_secretstream_xchacha20poly1305_state;

/// Length, content, zeros up to a step of 4 KiB or about an eighth.
std::string padded(std::string_view plain) {
    std::size_t step = kSmallestStep;
    while (step * 16 < plain.size())
        step *= 2;
    std::string text;
    for (std::size_t i = 0; i < kLengthBytes; ++i)
        text += static_cast<char>((std::uint64_t{plain.size()} >> (8 * i)) & 0xff);
    text += plain;
    text.resize((text.size() + step - 1) / step * step, '\0');
    return text;
}

Result<std::string> unpadded(const std::string& text) {
    std::uint64_t size = 0;
    if (text.size() < kLengthBytes) return Error{Code::BadData, "the bundle has no length"};
    for (std::size_t i = 0; i < kLengthBytes; ++i)
        size |= std::uint64_t{static_cast<unsigned char>(text[i])} << (8 * i);
    if (size > text.size() - kLengthBytes)
        return Error{Code::BadData, "the bundle's length is impossible"};
    return text.substr(kLengthBytes, static_cast<std::size_t>(size));
}

} // namespace

std::string BundlePlace::canonical() const {
    std::string text;
    add_field(text, "ferry bundle 1");
    for (const auto* field : {&account_id, &bundle, &parent, &author})
        add_field(text, *field);
    add_field(text, std::to_string(time));
    add_field(text, std::to_string(key_version));
    return text;
}

std::string bundle_name(const Secret& account_key, std::string_view software) {
    return hex(keyed_hash(software, purpose_key(account_key, Purpose::BundleNames).view()));
}

SealedBundle seal_bundle(std::string_view plain, const Secret& account_key,
                         const BundlePlace& place) {
    need_sodium();
    auto random = random_bytes(crypto_secretstream_xchacha20poly1305_KEYBYTES);
    const auto content_key = Secret::take(random);
    const auto bound = place.canonical();
    SealedBundle sealed;
    sealed.content_key =
        seal_key(content_key, purpose_key(account_key, Purpose::BundleKeys), bound);
    const auto text = padded(plain);
    sealed.cipher.resize(kHeader);
    Stream stream;
    crypto_secretstream_xchacha20poly1305_init_push(&stream, bytes_of(sealed.cipher),
                                                    bytes_of(content_key.view()));
    for (std::size_t at = 0; at < text.size(); at += kPiece) {
        const auto piece = std::string_view(text).substr(at, kPiece);
        const bool last = at + piece.size() == text.size();
        const auto end = sealed.cipher.size();
        sealed.cipher.resize(end + piece.size() + kOverhead);
        crypto_secretstream_xchacha20poly1305_push(
            &stream, bytes_of(sealed.cipher) + end, nullptr, bytes_of(piece), piece.size(),
            bytes_of(std::string_view(bound)), bound.size(),
            last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
    }
    sodium_memzero(&stream, sizeof stream);
    return sealed;
}

Result<std::string> open_bundle(const SealedBundle& sealed, const Secret& account_key,
                                const BundlePlace& place, std::size_t limit) {
    const Error altered{Code::Denied,
                        "the bundle does not open: another key, or altered by the server"};
    const auto bound = place.canonical();
    const auto content_key =
        open_key(sealed.content_key, purpose_key(account_key, Purpose::BundleKeys), bound);
    if (!content_key || sealed.cipher.size() < kHeader) return altered;
    if (sealed.cipher.size() > limit + limit / 4 + 2 * kPiece)
        return Error{Code::BadData,
                     "the bundle is over the limit of " + std::to_string(limit) + " bytes"};
    Stream stream;
    if (crypto_secretstream_xchacha20poly1305_init_pull(&stream, bytes_of(sealed.cipher),
                                                        bytes_of(content_key->view())) != 0)
        return altered;
    std::string text;
    unsigned char tag = 0;
    const auto pieces = std::string_view(sealed.cipher).substr(kHeader);
    for (std::size_t at = 0; at < pieces.size(); at += kPiece + kOverhead) {
        const auto piece = pieces.substr(at, kPiece + kOverhead);
        if (piece.size() <= kOverhead || tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL)
            return altered;
        const auto end = text.size();
        text.resize(end + piece.size() - kOverhead);
        if (crypto_secretstream_xchacha20poly1305_pull(
                &stream, bytes_of(text) + end, nullptr, &tag, bytes_of(piece), piece.size(),
                bytes_of(std::string_view(bound)), bound.size()) != 0)
            return altered;
    }
    sodium_memzero(&stream, sizeof stream);
    if (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL) return altered;
    return unpadded(text);
}

} // namespace ferry::vault
