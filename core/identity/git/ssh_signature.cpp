// Strings after their lengths, in the order that OpenSSH gives them.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/git/ssh_signature.hpp"

#include "core/base/text.hpp"

#include <cstdint>
#include <optional>

namespace ferry::identity {
namespace {

constexpr std::string_view kBegin = "-----BEGIN SSH SIGNATURE-----";
constexpr std::string_view kEnd = "-----END SSH SIGNATURE-----";
constexpr std::string_view kMagic = "SSHSIG";
constexpr std::string_view kKind = "ssh-ed25519";
constexpr std::size_t kKeyBytes = 32, kSignatureBytes = 64;

class SshReader {
public:
    explicit SshReader(std::string_view bytes) : rest_(bytes) {}

    std::uint32_t number() {
        const auto four = take(4);
        std::uint32_t value = 0;
        for (const char c : four)
            value = value << 8 | static_cast<unsigned char>(c);
        return value;
    }
    std::string_view text() { return take(number()); }
    std::string_view take(std::size_t count) {
        failed_ = failed_ || count > rest_.size();
        if (failed_) return {};
        const auto part = rest_.substr(0, count);
        rest_.remove_prefix(count);
        return part;
    }
    bool whole() const { return !failed_ && rest_.empty(); }

private:
    std::string_view rest_;
    bool failed_ = false;
};

std::string ssh_text(std::string_view text) {
    const auto size = static_cast<std::uint32_t>(text.size());
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>(size >> shift & 0xff);
    return bytes.append(text);
}

/// A key or a signature: its kind and so many bytes.
std::optional<std::string> of_kind(std::string_view bytes, std::size_t size) {
    SshReader reader(bytes);
    const auto kind = reader.text();
    const auto body = reader.text();
    if (!reader.whole() || kind != kKind || body.size() != size) return std::nullopt;
    return std::string(body);
}

struct Signature {
    std::string key, name_space, reserved, hash, bytes;
};

std::optional<Signature> parse(std::string_view armored) {
    const auto begin = armored.find(kBegin);
    const auto end = armored.find(kEnd);
    if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return {};
    std::string text, blob;
    for (const auto line :
         lines(armored.substr(begin + kBegin.size(), end - begin - kBegin.size())))
        text += trimmed(line);
    if (!from_base64(text, blob)) return {};
    SshReader reader(blob);
    if (reader.take(kMagic.size()) != kMagic || reader.number() != 1) return {};
    const auto key = of_kind(reader.text(), kKeyBytes);
    Signature signature;
    signature.name_space = reader.text();
    signature.reserved = reader.text();
    signature.hash = reader.text();
    const auto bytes = of_kind(reader.text(), kSignatureBytes);
    if (!reader.whole() || !key || !bytes) return {};
    signature.key = *key;
    signature.bytes = *bytes;
    return signature;
}

} // namespace

Result<std::string> ed25519_key(std::string_view line) {
    const auto words = split(trimmed(line), ' ');
    std::string blob;
    if (words.size() >= 2 && words[0] == kKind && from_base64(words[1], blob)) {
        if (auto key = of_kind(blob, kKeyBytes)) return std::move(*key);
    }
    return Error{Code::BadData,
                 "\"" + printable(line.substr(0, 60)) + "\" is no key as \"ssh-ed25519 AAAA...\""};
}

Result<std::string> signer_of(std::string_view armored, std::string_view message,
                              std::string_view name_space, const SignatureCrypto& crypto) {
    const auto signature = parse(armored);
    if (!signature) return Error{Code::BadData, "its signature is none of SSH with an ed25519 key"};
    if (signature->name_space != name_space)
        return Error{Code::Denied, "its signature was made for \"" +
                                       printable(signature->name_space) + "\", not for \"" +
                                       std::string(name_space) + "\""};
    if (signature->hash != "sha512" && signature->hash != "sha256")
        return Error{Code::BadData, "its signature is over an unknown hash"};
    const auto digest =
        signature->hash == "sha512" ? crypto.sha512(message) : crypto.sha256(message);
    const auto signed_bytes = std::string(kMagic) + ssh_text(signature->name_space) +
                              ssh_text(signature->reserved) + ssh_text(signature->hash) +
                              ssh_text(digest);
    if (!crypto.verify_ed25519(signature->key, signed_bytes, signature->bytes))
        return Error{Code::Denied, "its signature does not fit what it says"};
    return signature->key;
}

} // namespace ferry::identity
