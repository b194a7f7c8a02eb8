// The forms of secrets within one line, for the secret scan.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

namespace ferry::settings {

/// Each gives what was found ("a GitHub token"), static text, or empty. Any bytes without a line
/// end; time linear to their number.

/// Keys and tokens that their own form gives away: PEM, PGP, PuTTY, prefixes, JSON web tokens.
std::string_view token_in(std::string_view line);
/// "https://user:password@host".
std::string_view password_in_address(std::string_view line);
/// `password = x`, `"token": "x"`, `<secret>x</secret>`, where x is a real value.
std::string_view named_secret_in(std::string_view line);

/// Values that stand for a secret and are none: "", "true", "ask", "${TOKEN}", "****", a path.
bool is_placeholder(std::string_view value);

} // namespace ferry::settings
