// Refusals of what proves nothing.
// SPDX-License-Identifier: Apache-2.0
#include "server/service/proofs.hpp"

#include "core/vault/hash.hpp"

#include <algorithm>

namespace ferry::server {

Refusal login_failed() {
    return {401, "login-failed",
            "the account or the password is wrong, or the login took too long; try again"};
}

Refusal recovery_failed() {
    return {401, "recovery-failed",
            "the account or the recovery code is wrong, or the recovery took too long; try again"};
}

Refusal weak_key() {
    return {422, "weak-key", "the password key is derived too weakly; update the client"};
}

std::optional<Refusal> refuse_origin(const std::vector<std::string>& known,
                                     const std::string& origin) {
    if (std::find(known.begin(), known.end(), origin) != known.end()) return std::nullopt;
    return Refusal{401, "wrong-origin",
                   "this server is not known as " + origin +
                       "; its owner can add that name with --origin"};
}

const std::string& nobodys_key() {
    static const std::string key = vault::hash("a key that signed nothing");
    return key;
}

} // namespace ferry::server
