// Rotations and their headers.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/protocol/fields.hpp"
#include "core/protocol/rotations.hpp"

#include <nlohmann/json.hpp>

namespace ferry::protocol {
namespace {

using nlohmann::json;

constexpr std::size_t kMostDevices = 1000;
constexpr std::size_t kMostKnown = 100'000;
constexpr std::size_t kMostRotations = 10'000;
constexpr std::size_t kLargestHeader = 256u << 10;
constexpr std::size_t kHashDigits = 64;

Member member_from(Fields& fields) {
    Member member{fields.text("device_id", 64), fields.bytes("sign_public", 32),
                  fields.bytes("box_public", 32)};
    if (member.sign_public.size() != 32 || member.box_public.size() != 32)
        fields.note("a public key is not of 32 bytes");
    return member;
}

std::vector<std::string> known_from(Fields& fields) {
    std::vector<std::string> known;
    for (const auto& item : fields.list("known", kMostKnown)) {
        if (!item.is_string() || item.get_ref<const std::string&>().size() != kHashDigits)
            fields.note("\"known\" has what is no hash");
        else
            known.push_back(item.get<std::string>());
    }
    return known;
}

json rotation_to_json(const Rotation& rotation) {
    auto sealed = json::array();
    for (const auto& key : rotation.sealed)
        sealed.push_back({{"device_id", key.device_id}, {"sealed", base64(key.sealed)}});
    return {{"header", base64(rotation.header)},
            {"link", base64(rotation.link)},
            {"signature", base64(rotation.signature)},
            {"certificate", base64(rotation.certificate)},
            {"sealed", sealed}};
}

Rotation rotation_from(Fields& fields) {
    Rotation rotation{fields.bytes("header", kLargestHeader),
                      fields.bytes("link", 128),
                      fields.bytes("signature", 64),
                      fields.bytes("certificate", 64),
                      {}};
    for (const auto& item : fields.list("sealed", kMostDevices)) {
        Fields key(item);
        rotation.sealed.push_back({key.text("device_id", 64), key.bytes("sealed", 128)});
        fields.take_fault("sealed", key);
    }
    return rotation;
}

} // namespace

std::string encode(const RotationHeader& header) {
    auto members = json::array();
    for (const auto& member : header.members)
        members.push_back({{"device_id", member.device_id},
                           {"sign_public", base64(member.sign_public)},
                           {"box_public", base64(member.box_public)}});
    return dump_json({{"account_id", header.account_id},
                      {"key_version", header.key_version},
                      {"author", header.author},
                      {"time", header.time},
                      {"revoked", header.revoked},
                      {"members", members},
                      {"known", header.known}});
}

template <>
Result<RotationHeader> decode<RotationHeader>(std::string_view text) {
    return read_message<RotationHeader>(text, [](Fields& fields) {
        RotationHeader header;
        header.account_id = fields.text("account_id", 64);
        header.key_version = fields.number32("key_version");
        header.author = fields.text("author", 64);
        header.time = fields.time("time");
        header.revoked = fields.optional_text("revoked", 64);
        for (const auto& item : fields.list("members", kMostDevices)) {
            Fields member(item);
            header.members.push_back(member_from(member));
            fields.take_fault("members", member);
        }
        header.known = known_from(fields);
        return header;
    });
}

std::string encode(const Rotation& rotation) {
    return dump_json(rotation_to_json(rotation));
}

template <>
Result<Rotation> decode<Rotation>(std::string_view text) {
    return read_message<Rotation>(text, rotation_from);
}

std::string encode(const std::vector<Rotation>& rotations) {
    auto items = json::array();
    for (const auto& rotation : rotations)
        items.push_back(rotation_to_json(rotation));
    return dump_json({{"items", items}});
}

template <>
Result<std::vector<Rotation>> decode<std::vector<Rotation>>(std::string_view text) {
    return read_items<Rotation>(text, kMostRotations, rotation_from);
}

} // namespace ferry::protocol
