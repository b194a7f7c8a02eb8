// The description of this interface, as it is served: the text of server/openapi.json.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ferry::server {

extern const char* const kOpenApiJson;

} // namespace ferry::server
