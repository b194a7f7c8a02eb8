// Wrapping an account key anew, and signing for it.
// SPDX-License-Identifier: Apache-2.0
#include "core/sync/new_keys.hpp"

#include "core/sync/calls.hpp"
#include "core/vault/account_key.hpp"

#include <utility>

namespace ferry::sync {

Result<void> add_password(vault::NewKeys& keys, const vault::Secret& password, const Held& held) {
    keys.kdf = vault::fresh_kdf_parameters();
    const auto derived = vault::derive_login_keys(password, keys.kdf);
    if (!derived) return derived.error();
    keys.login_public = derived->login_public;
    keys.key_version = held.key_version;
    keys.wrapped_key =
        vault::wrap_key(held.key, derived->wrap_key, {held.account, keys.kdf, held.key_version});
    return {};
}

Result<void> add_code(vault::NewKeys& keys, const vault::Secret& code, const Held& held) {
    const auto derived = vault::recovery_keys(code);
    if (!derived) return derived.error();
    keys.recovery_public = derived->login_public;
    keys.key_version = held.key_version;
    keys.recovery_wrapped_key =
        vault::wrap_key(held.key, derived->wrap_key, {held.account, {}, held.key_version});
    return {};
}

protocol::KeyChange signed_change(const std::string& id, const vault::LoginStatement& proof,
                                  const vault::Secret& seed, const vault::NewKeys& keys) {
    protocol::KeyChange change{id, proof.origin, vault::sign_change(seed, {proof, keys.hash()})};
    if (!keys.login_public.empty())
        change.password = {{"argon2id13", keys.kdf.passes, keys.kdf.memory_kib, keys.kdf.salt},
                           keys.login_public,
                           keys.wrapped_key};
    if (!keys.recovery_public.empty())
        change.recovery = {keys.recovery_public, keys.recovery_wrapped_key};
    change.rotation = keys.rotation;
    change.key_version = keys.key_version;
    return change;
}

Result<protocol::KeyChange> signed_by_password(const Link& link, const vault::Secret& password,
                                               const std::string& action,
                                               const vault::NewKeys& keys) {
    const auto question = challenge(*link.server, link.account.account);
    if (!question) return question.error();
    const vault::KdfParameters kdf{question->kdf.passes, question->kdf.memory_kib,
                                   question->kdf.salt};
    const auto derived = vault::derive_login_keys(password, kdf);
    if (!derived) return derived.error();
    return signed_change(
        question->challenge_id,
        {question->challenge, link.account.server, action, link.account.account, kdf},
        derived->login_seed, keys);
}

bool is_in_doubt(const Error& error) {
    return error.code == Code::Network || error.code == Code::TimedOut ||
           error.code == Code::Unavailable;
}

Result<NewCode> told(const Result<void>& done, vault::Secret code) {
    if (done) return NewCode{std::move(code), ""};
    if (!is_in_doubt(done.error())) return done.error();
    return NewCode{std::move(code), done.error().message};
}

} // namespace ferry::sync
