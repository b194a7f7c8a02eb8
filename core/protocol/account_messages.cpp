// Registering, logging in, changing keys, who am I.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/protocol/fields.hpp"
#include "core/protocol/messages.hpp"

#include <nlohmann/json.hpp>

namespace ferry::protocol {
namespace {

using nlohmann::json;

constexpr std::size_t kLargestRotation = 256u << 10;

json kdf_to_json(const Kdf& kdf) {
    return {{"algorithm", kdf.algorithm},
            {"passes", kdf.passes},
            {"memory_kib", kdf.memory_kib},
            {"salt", base64(kdf.salt)}};
}

Kdf kdf_from(Fields& outer) {
    Fields fields(outer.object("kdf"));
    Kdf kdf;
    kdf.algorithm = fields.text("algorithm", 32);
    kdf.passes = fields.number32("passes");
    kdf.memory_kib = fields.number32("memory_kib");
    kdf.salt = fields.bytes("salt", 64);
    if (kdf.algorithm != "argon2id13") fields.note("\"algorithm\" is not argon2id13");
    outer.take_fault("kdf", fields);
    return kdf;
}

/// Of an Ed25519 key.
std::string public_key(Fields& fields, const char* key) {
    auto bytes = fields.bytes(key, 32);
    if (bytes.size() != 32) fields.note("\"" + std::string(key) + "\" is not of 32 bytes");
    return bytes;
}

PasswordKeys password_keys_from(Fields& outer) {
    Fields fields(outer.object("password"));
    PasswordKeys keys;
    keys.kdf = kdf_from(fields);
    keys.login_public = public_key(fields, "login_public");
    keys.wrapped_key = fields.bytes("wrapped_key", 256);
    outer.take_fault("password", fields);
    return keys;
}

RecoveryCodeKeys recovery_keys_from(Fields& outer) {
    Fields fields(outer.object("recovery"));
    RecoveryCodeKeys keys;
    keys.recovery_public = public_key(fields, "recovery_public");
    keys.recovery_wrapped_key = fields.bytes("recovery_wrapped_key", 256);
    outer.take_fault("recovery", fields);
    return keys;
}

Device inner_device(Fields& outer) {
    Fields fields(outer.object("device"));
    auto device = device_from(fields);
    outer.take_fault("device", fields);
    return device;
}

} // namespace

std::string encode(const Problem& problem) {
    return dump_json(
        {{"status", problem.status}, {"title", problem.title}, {"detail", problem.detail}});
}

template <>
Result<Problem> decode<Problem>(std::string_view text) {
    return read_message<Problem>(text, [](Fields& fields) {
        return Problem{static_cast<int>(fields.number32("status")), fields.text("title"),
                       fields.optional_text("detail", 8192)};
    });
}

std::string encode(const RegisterRequest& request) {
    json object = {{"account", request.account},
                   {"kdf", kdf_to_json(request.kdf)},
                   {"login_public", base64(request.login_public)},
                   {"wrapped_key", base64(request.wrapped_key)},
                   {"recovery_wrapped_key", base64(request.recovery_wrapped_key)},
                   {"device", device_to_json(request.device)}};
    if (!request.recovery_public.empty())
        object["recovery_public"] = base64(request.recovery_public);
    return dump_json(object);
}

template <>
Result<RegisterRequest> decode<RegisterRequest>(std::string_view text) {
    return read_message<RegisterRequest>(text, [](Fields& fields) {
        RegisterRequest request;
        request.account = fields.text("account", 64);
        request.kdf = kdf_from(fields);
        request.login_public = public_key(fields, "login_public");
        request.wrapped_key = fields.bytes("wrapped_key", 256);
        request.recovery_wrapped_key = fields.bytes("recovery_wrapped_key", 256);
        request.device = inner_device(fields);
        if (fields.has("recovery_public"))
            request.recovery_public = public_key(fields, "recovery_public");
        return request;
    });
}

std::string encode(const ChallengeRequest& request) {
    return dump_json({{"account", request.account}});
}

template <>
Result<ChallengeRequest> decode<ChallengeRequest>(std::string_view text) {
    return read_message<ChallengeRequest>(
        text, [](Fields& fields) { return ChallengeRequest{fields.text("account", 64)}; });
}

std::string encode(const ChallengeAnswer& answer) {
    return dump_json({{"challenge_id", answer.challenge_id},
                      {"challenge", base64(answer.challenge)},
                      {"kdf", kdf_to_json(answer.kdf)}});
}

template <>
Result<ChallengeAnswer> decode<ChallengeAnswer>(std::string_view text) {
    return read_message<ChallengeAnswer>(text, [](Fields& fields) {
        return ChallengeAnswer{fields.text("challenge_id", 64), fields.bytes("challenge", 64),
                               kdf_from(fields)};
    });
}

std::string encode(const LoginRequest& request) {
    return dump_json({{"account", request.account},
                      {"challenge_id", request.challenge_id},
                      {"origin", request.origin},
                      {"signature", base64(request.signature)},
                      {"device", device_to_json(request.device)},
                      {"device_id", request.device_id}});
}

template <>
Result<LoginRequest> decode<LoginRequest>(std::string_view text) {
    return read_message<LoginRequest>(text, [](Fields& fields) {
        LoginRequest request;
        request.account = fields.text("account", 64);
        request.challenge_id = fields.text("challenge_id", 64);
        request.origin = fields.text("origin");
        request.signature = fields.bytes("signature", 64);
        request.device = inner_device(fields);
        request.device_id = fields.optional_text("device_id", 64);
        return request;
    });
}

std::string encode(const Session& session) {
    json object = {{"account_id", session.account_id},
                   {"device_id", session.device_id},
                   {"token", session.token},
                   {"wrapped_key", base64(session.wrapped_key)},
                   {"key_version", session.key_version}};
    if (!session.ticket.empty()) object["ticket"] = session.ticket;
    return dump_json(object);
}

template <>
Result<Session> decode<Session>(std::string_view text) {
    return read_message<Session>(text, [](Fields& fields) {
        return Session{fields.text("account_id", 64),     fields.text("device_id", 64),
                       fields.text("token", 128),         fields.optional_bytes("wrapped_key", 256),
                       fields.number32("key_version", 1), fields.optional_text("ticket", 128)};
    });
}

std::string encode(const KeyChange& change) {
    json object = {{"challenge_id", change.challenge_id},
                   {"origin", change.origin},
                   {"signature", base64(change.signature)}};
    if (change.password)
        object["password"] = {{"kdf", kdf_to_json(change.password->kdf)},
                              {"login_public", base64(change.password->login_public)},
                              {"wrapped_key", base64(change.password->wrapped_key)}};
    if (change.recovery)
        object["recovery"] = {
            {"recovery_public", base64(change.recovery->recovery_public)},
            {"recovery_wrapped_key", base64(change.recovery->recovery_wrapped_key)}};
    if (!change.rotation.empty()) object["rotation"] = change.rotation;
    if (change.key_version != 1) object["key_version"] = change.key_version;
    return dump_json(object);
}

template <>
Result<KeyChange> decode<KeyChange>(std::string_view text) {
    return read_message<KeyChange>(text, [](Fields& fields) {
        KeyChange change;
        change.challenge_id = fields.text("challenge_id", 128);
        change.origin = fields.text("origin");
        change.signature = fields.bytes("signature", 64);
        if (fields.has("password")) change.password = password_keys_from(fields);
        if (fields.has("recovery")) change.recovery = recovery_keys_from(fields);
        change.rotation = fields.optional_text("rotation", kLargestRotation);
        change.key_version = fields.number32("key_version", 1);
        return change;
    });
}

std::string encode(const AccountInfo& info) {
    return dump_json({{"account", info.account},
                      {"account_id", info.account_id},
                      {"device_id", info.device_id},
                      {"created", info.created},
                      {"token_expires", info.token_expires}});
}

template <>
Result<AccountInfo> decode<AccountInfo>(std::string_view text) {
    return read_message<AccountInfo>(text, [](Fields& fields) {
        return AccountInfo{fields.text("account", 64), fields.text("account_id", 64),
                           fields.text("device_id", 64), fields.time("created"),
                           fields.time("token_expires")};
    });
}

} // namespace ferry::protocol
