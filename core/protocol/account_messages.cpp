// Registering, logging in, who am I.
// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/protocol/fields.hpp"
#include "core/protocol/messages.hpp"

#include <nlohmann/json.hpp>

namespace ferry::protocol {
namespace {

using nlohmann::json;

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
    return dump_json({{"account", request.account},
                      {"kdf", kdf_to_json(request.kdf)},
                      {"login_public", base64(request.login_public)},
                      {"wrapped_key", base64(request.wrapped_key)},
                      {"recovery_wrapped_key", base64(request.recovery_wrapped_key)},
                      {"device", device_to_json(request.device)}});
}

template <>
Result<RegisterRequest> decode<RegisterRequest>(std::string_view text) {
    return read_message<RegisterRequest>(text, [](Fields& fields) {
        RegisterRequest request;
        request.account = fields.text("account", 64);
        request.kdf = kdf_from(fields);
        request.login_public = fields.bytes("login_public", 32);
        request.wrapped_key = fields.bytes("wrapped_key", 256);
        request.recovery_wrapped_key = fields.bytes("recovery_wrapped_key", 256);
        request.device = inner_device(fields);
        if (request.login_public.size() != 32) fields.note("\"login_public\" is not of 32 bytes");
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
    return dump_json({{"account_id", session.account_id},
                      {"device_id", session.device_id},
                      {"token", session.token},
                      {"wrapped_key", base64(session.wrapped_key)},
                      {"key_version", session.key_version}});
}

template <>
Result<Session> decode<Session>(std::string_view text) {
    return read_message<Session>(text, [](Fields& fields) {
        return Session{fields.text("account_id", 64), fields.text("device_id", 64),
                       fields.text("token", 128), fields.optional_bytes("wrapped_key", 256),
                       fields.number32("key_version", 1)};
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
