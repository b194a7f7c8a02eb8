// Refusals that several rules share.
// SPDX-License-Identifier: Apache-2.0
#include "server/service/served.hpp"

namespace ferry::server {

Refusal not_found(const std::string& what) {
    return {404, "not-found", "there is no " + what + " in this account"};
}

Refusal refusal_of(const Error& error) {
    if (error.code == Code::Unavailable)
        return {503, "busy",        "the server has too much to do; try again in a few seconds",
                "",  error.message, error.code};
    return {
        500, "internal",    "the server could not read or write its database; its log says more",
        "",  error.message, error.code};
}

} // namespace ferry::server
