// Text inside an XML element.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace ferry::agent {

/// '&', '<', '>' as entities. `text` holds no control characters: XML has no word for them.
std::string xml_text(std::string_view text);

} // namespace ferry::agent
