// What logins and changes of keys have in common: refusals that tell nothing, and origins.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/service/served.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ferry::server {

/// The same for an unknown account, a wrong password and a challenge that is not valid any more.
Refusal login_failed();
/// The same where it is a recovery code.
Refusal recovery_failed();
Refusal weak_key();
/// Where a signature is not meant for this server.
std::optional<Refusal> refuse_origin(const std::vector<std::string>& known,
                                     const std::string& origin);
/// Someone who has no account must cost and look the same as someone who has one.
const std::string& nobodys_key();

} // namespace ferry::server
