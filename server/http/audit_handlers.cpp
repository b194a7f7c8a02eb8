// /v1/audit
// SPDX-License-Identifier: Apache-2.0
#include "server/http/api.hpp"

namespace ferry::server {

void Api::add_audit_routes() {
    router_.add(
        {"GET", "/v1/audit", false,
         [this](const Request& request, const Captures&, const Caller& caller) {
             const auto after = query_number(request, "after");
             if (!after)
                 return problem_response({400, "bad-request", "after is a whole number from 0"});
             return answer(request, 200, audit_.after(caller, *after));
         }});
}

} // namespace ferry::server
