// Words, the keys behind them, and what is sealed with these.
// SPDX-License-Identifier: Apache-2.0
#include "core/vault/pairing.hpp"

#include "core/base/text.hpp"
#include "core/vault/hash.hpp"
#include "core/vault/purpose_key.hpp"
#include "core/vault/sealed_key.hpp"
#include "core/vault/sodium.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace ferry::vault {
namespace {

constexpr std::string_view kConsonants = "bdfghjklmnprstvz"; // 4 bits
constexpr std::string_view kVowels = "aiou";                 // 2 bits
constexpr std::size_t kWordLetters = 5;
constexpr std::size_t kSecretBytes = 14;
constexpr std::size_t kWords = kSecretBytes / 2 + 1;

using Letters = std::array<std::string_view, kWordLetters>;
constexpr Letters kPlaces = {kConsonants, kVowels, kConsonants, kVowels, kConsonants};

std::string word_of(unsigned number) {
    std::string word(kWordLetters, ' ');
    for (std::size_t i = kWordLetters; i-- > 0;) {
        const auto count = static_cast<unsigned>(kPlaces.at(i).size());
        word[i] = kPlaces.at(i)[number % count];
        number /= count;
    }
    return word;
}

/// -1: no such word.
int number_of(std::string_view word) {
    if (word.size() != kWordLetters) return -1;
    int number = 0;
    for (std::size_t i = 0; i < kWordLetters; ++i) {
        const auto at = kPlaces.at(i).find(word[i]);
        if (at == std::string_view::npos) return -1;
        number = number * static_cast<int>(kPlaces.at(i).size()) + static_cast<int>(at);
    }
    return number;
}

unsigned pair_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]) * 256u + static_cast<unsigned char>(bytes[at + 1]);
}

unsigned checksum(std::string_view secret) {
    std::string text;
    add_field(text, "ferry pairing words 1");
    add_field(text, secret);
    return pair_at(hash(text), 0);
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> words;
    bool inside = false;
    for (const char c : text) {
        if (is_letter(c) && !inside) words.emplace_back();
        inside = is_letter(c);
        if (inside) words.back() += static_cast<char>(c | 0x20);
    }
    return words;
}

Result<std::string> secret_in(const Secret& text) {
    const auto words = words_in(text.view());
    if (words.size() != kWords)
        return Error{Code::BadData, "these are " + std::to_string(words.size()) +
                                        " words; a pairing has " + std::to_string(kWords)};
    std::string secret;
    unsigned last = 0;
    for (std::size_t i = 0; i < kWords; ++i) {
        const int number = number_of(words[i]);
        if (number < 0)
            return Error{Code::BadData, "word " + std::to_string(i + 1) +
                                            " is none of a pairing; look at it again"};
        last = static_cast<unsigned>(number);
        if (i + 1 == kWords) break;
        secret += static_cast<char>(number / 256);
        secret += static_cast<char>(number % 256);
    }
    if (last != checksum(secret))
        return Error{Code::BadData, "the words do not fit together: one is another than on the new "
                                    "device, or two changed places"};
    return secret;
}

std::string proof_of(const PairingKeys& keys, std::string_view sign_public,
                     std::string_view box_public, std::string_view description) {
    std::string text;
    add_field(text, "ferry pairing proof 1");
    add_field(text, sign_public);
    add_field(text, box_public);
    add_field(text, description);
    return keyed_hash(text, keys.proof_key.view());
}

} // namespace

Secret fresh_pairing_words() {
    const auto secret = random_bytes(kSecretBytes);
    std::string words;
    for (std::size_t i = 0; i < kSecretBytes; i += 2)
        words += word_of(pair_at(secret, i)) + " ";
    words += word_of(checksum(secret));
    return Secret::take(words);
}

Result<PairingKeys> pairing_keys(const Secret& words) {
    need_sodium();
    const auto secret = secret_in(words);
    if (!secret) return secret.error();
    std::string text;
    add_field(text, "ferry pairing 1");
    add_field(text, *secret);
    auto bytes = hash(text);
    const auto key = Secret::take(bytes);
    return PairingKeys{hex(purpose_key(key, Purpose::PairingName).view()),
                       purpose_key(key, Purpose::PairingProof),
                       purpose_key(key, Purpose::PairingKey)};
}

std::string prove_keys(const PairingKeys& keys, const DeviceKey& device,
                       std::string_view description) {
    return proof_of(keys, device.sign_public, device.box_public, description);
}

bool are_proven(const PairingKeys& keys, std::string_view sign_public, std::string_view box_public,
                std::string_view description, std::string_view proof) {
    return equal_in_constant_time(proof_of(keys, sign_public, box_public, description), proof);
}

std::string PairingPlace::canonical() const {
    std::string text;
    add_field(text, "ferry pairing place 1");
    for (const auto* field : {&account, &account_id, &sign_public, &box_public})
        add_field(text, *field);
    add_field(text, std::to_string(key_version));
    return text;
}

std::string seal_for_pairing(const Secret& account_key, const PairingKeys& keys,
                             const PairingPlace& place) {
    auto inner = seal_key(account_key, keys.sealing_key, place.canonical());
    return seal_for_device(Secret::take(inner), place.box_public);
}

std::optional<Secret> open_from_pairing(std::string_view sealed, const PairingKeys& keys,
                                        const PairingPlace& place, const DeviceKey& device) {
    const auto inner = open_for_device(sealed, device);
    if (!inner) return std::nullopt;
    return open_key(inner->view(), keys.sealing_key, place.canonical());
}

} // namespace ferry::vault
