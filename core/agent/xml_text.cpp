// The three characters that mean something between tags.
// SPDX-License-Identifier: Apache-2.0
#include "core/agent/xml_text.hpp"

namespace ferry::agent {

std::string xml_text(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '&')
            result += "&amp;";
        else if (c == '<')
            result += "&lt;";
        else if (c == '>')
            result += "&gt;";
        else
            result += c;
    }
    return result;
}

} // namespace ferry::agent
