// Messages of a pairing.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/protocol/fields.hpp"
#include "core/protocol/pairings.hpp"

#include <nlohmann/json.hpp>

namespace ferry::protocol {
namespace {

constexpr std::size_t kKeyBytes = 32;

std::string key_from(Fields& fields, const char* name) {
    auto key = fields.bytes(name, kKeyBytes);
    if (key.size() != kKeyBytes) fields.note("\"" + std::string(name) + "\" is not of 32 bytes");
    return key;
}

} // namespace

std::string PairingOffer::description() const {
    return dump_json(device_to_json(device));
}

std::string encode(const PairingOffer& offer) {
    return dump_json({{"name", offer.name},
                      {"device", device_to_json(offer.device)},
                      {"sign_public", base64(offer.sign_public)},
                      {"box_public", base64(offer.box_public)},
                      {"proof", base64(offer.proof)}});
}

template <>
Result<PairingOffer> decode<PairingOffer>(std::string_view text) {
    return read_message<PairingOffer>(text, [](Fields& fields) {
        PairingOffer offer;
        offer.name = fields.text("name", 64);
        Fields device(fields.object("device"));
        offer.device = device_from(device);
        fields.take_fault("device", device);
        offer.sign_public = key_from(fields, "sign_public");
        offer.box_public = key_from(fields, "box_public");
        offer.proof = key_from(fields, "proof");
        return offer;
    });
}

std::string encode(const PairingOpened& opened) {
    return dump_json({{"secret", opened.secret}, {"expires", opened.expires}});
}

template <>
Result<PairingOpened> decode<PairingOpened>(std::string_view text) {
    return read_message<PairingOpened>(text, [](Fields& fields) {
        return PairingOpened{fields.text("secret", 64), fields.time("expires")};
    });
}

std::string encode(const PairingGrant& grant) {
    return dump_json({{"sealed", base64(grant.sealed)}, {"key_version", grant.key_version}});
}

template <>
Result<PairingGrant> decode<PairingGrant>(std::string_view text) {
    return read_message<PairingGrant>(text, [](Fields& fields) {
        return PairingGrant{fields.bytes("sealed", 512), fields.number32("key_version", 1)};
    });
}

std::string encode(const PairingCollect& collect) {
    return dump_json({{"secret", collect.secret}});
}

template <>
Result<PairingCollect> decode<PairingCollect>(std::string_view text) {
    return read_message<PairingCollect>(
        text, [](Fields& fields) { return PairingCollect{fields.text("secret", 64)}; });
}

std::string encode(const PairingAnswer& answer) {
    if (!answer.granted) return dump_json({{"granted", false}});
    return dump_json({{"granted", true},
                      {"account", answer.account},
                      {"account_id", answer.account_id},
                      {"device_id", answer.device_id},
                      {"token", answer.token},
                      {"sealed", base64(answer.sealed)},
                      {"key_version", answer.key_version}});
}

template <>
Result<PairingAnswer> decode<PairingAnswer>(std::string_view text) {
    return read_message<PairingAnswer>(text, [](Fields& fields) {
        PairingAnswer answer;
        answer.granted = fields.flag("granted");
        if (!answer.granted) return answer;
        answer.account = fields.text("account", 64);
        answer.account_id = fields.text("account_id", 64);
        answer.device_id = fields.text("device_id", 64);
        answer.token = fields.text("token");
        answer.sealed = fields.bytes("sealed", 512);
        answer.key_version = fields.number32("key_version", 1);
        return answer;
    });
}

} // namespace ferry::protocol
