// Device keys, bundle headers and the envelope around a bundle.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/protocol/bundles.hpp"
#include "core/protocol/fields.hpp"

#include <nlohmann/json.hpp>

namespace ferry::protocol {
namespace {

using nlohmann::json;

constexpr std::string_view kMagic = "FERRYB1\n";
constexpr std::size_t kLengthBytes = 4;
constexpr std::size_t kSignatureBytes = 64;
constexpr std::size_t kMostHeader = 4096;
constexpr std::size_t kMostBundles = 100'000;

json keys_to_json(const DeviceKeys& keys) {
    return {{"device_id", keys.device_id},
            {"sign_public", base64(keys.sign_public)},
            {"box_public", base64(keys.box_public)},
            {"certificate", base64(keys.certificate)},
            {"key_version", keys.key_version}};
}

DeviceKeys keys_from(Fields& fields) {
    DeviceKeys keys{fields.text("device_id", 64), fields.bytes("sign_public", 32),
                    fields.bytes("box_public", 32), fields.bytes("certificate", 64),
                    fields.number32("key_version", 1)};
    if (keys.sign_public.size() != 32 || keys.box_public.size() != 32)
        fields.note("a public key is not of 32 bytes");
    if (keys.certificate.size() != 64) fields.note("\"certificate\" is not of 64 bytes");
    return keys;
}

} // namespace

std::string encode(const DeviceKeys& keys) {
    return dump_json(keys_to_json(keys));
}

template <>
Result<DeviceKeys> decode<DeviceKeys>(std::string_view text) {
    return read_message<DeviceKeys>(text, keys_from);
}

std::string encode(const std::vector<DeviceKeys>& all) {
    auto items = json::array();
    for (const auto& keys : all)
        items.push_back(keys_to_json(keys));
    return dump_json({{"items", items}});
}

template <>
Result<std::vector<DeviceKeys>> decode<std::vector<DeviceKeys>>(std::string_view text) {
    return read_items<DeviceKeys>(text, kMostBundles, keys_from);
}

std::string encode(const BundleHeader& header) {
    return dump_json({{"account_id", header.account_id},
                      {"bundle", header.bundle},
                      {"parent", header.parent},
                      {"author", header.author},
                      {"time", header.time},
                      {"key_version", header.key_version},
                      {"content_key", base64(header.content_key)},
                      {"cipher_hash", header.cipher_hash},
                      {"size", header.size}});
}

template <>
Result<BundleHeader> decode<BundleHeader>(std::string_view text) {
    return read_message<BundleHeader>(text, [](Fields& fields) {
        BundleHeader header;
        header.account_id = fields.text("account_id", 64);
        header.bundle = fields.text("bundle", 64);
        header.parent = fields.optional_text("parent", 64);
        header.author = fields.text("author", 64);
        header.time = fields.time("time");
        header.key_version = fields.number32("key_version", 1);
        header.content_key = fields.bytes("content_key", 128);
        header.cipher_hash = fields.text("cipher_hash", 64);
        header.size = fields.number("size");
        return header;
    });
}

std::string encode(const std::vector<BundleHead>& heads) {
    auto items = json::array();
    for (const auto& head : heads)
        items.push_back({{"bundle", head.bundle},
                         {"head", head.head},
                         {"revisions", head.revisions},
                         {"received", head.received}});
    return dump_json({{"items", items}});
}

template <>
Result<std::vector<BundleHead>> decode<std::vector<BundleHead>>(std::string_view text) {
    return read_items<BundleHead>(text, kMostBundles, [](Fields& fields) {
        return BundleHead{fields.text("bundle", 64), fields.text("head", 64),
                          fields.number("revisions"), fields.time("received")};
    });
}

std::string encode(const std::vector<BundleRevision>& revisions) {
    auto items = json::array();
    for (const auto& revision : revisions)
        items.push_back({{"hash", revision.hash},
                         {"header", base64(revision.header)},
                         {"signature", base64(revision.signature)},
                         {"received", revision.received}});
    return dump_json({{"items", items}});
}

template <>
Result<std::vector<BundleRevision>> decode<std::vector<BundleRevision>>(std::string_view text) {
    return read_items<BundleRevision>(text, kMostBundles, [](Fields& fields) {
        return BundleRevision{fields.text("hash", 64), fields.bytes("header", kMostHeader),
                              fields.bytes("signature", kSignatureBytes), fields.time("received")};
    });
}

std::string encode(const BundleStored& stored) {
    return dump_json(
        {{"hash", stored.hash}, {"head", stored.head}, {"conflict_with", stored.conflict_with}});
}

template <>
Result<BundleStored> decode<BundleStored>(std::string_view text) {
    return read_message<BundleStored>(text, [](Fields& fields) {
        return BundleStored{fields.text("hash", 64), fields.text("head", 64),
                            fields.optional_text("conflict_with", 64)};
    });
}

std::string to_bytes(const Envelope& envelope) {
    std::string bytes(kMagic);
    for (std::size_t i = 0; i < kLengthBytes; ++i)
        bytes += static_cast<char>((envelope.header.size() >> (8 * i)) & 0xff);
    return bytes + envelope.header + envelope.signature + envelope.cipher;
}

Result<Envelope> to_envelope(std::string_view bytes) {
    const auto front = kMagic.size() + kLengthBytes;
    if (bytes.size() < front || !bytes.starts_with(kMagic))
        return Error{Code::BadData, "is no bundle"};
    std::size_t length = 0;
    for (std::size_t i = 0; i < kLengthBytes; ++i)
        length |= std::size_t{static_cast<unsigned char>(bytes[kMagic.size() + i])} << (8 * i);
    if (length > kMostHeader || bytes.size() - front < length + kSignatureBytes)
        return Error{Code::BadData, "the bundle is cut off"};
    const auto rest = bytes.substr(front);
    return Envelope{std::string(rest.substr(0, length)),
                    std::string(rest.substr(length, kSignatureBytes)),
                    std::string(rest.substr(length + kSignatureBytes))};
}

} // namespace ferry::protocol
