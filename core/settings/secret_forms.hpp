// The forms of secrets, for the secret scan.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace ferry::settings {

inline constexpr std::size_t kLongestKey = 64;
inline constexpr std::size_t kLongestValue = 256; // more is not read, so that a line stays cheap

/// Each gives what was found ("a GitHub token"), static text, or empty. Any bytes without a line
/// end; time linear to their number. So does secrets_in_tags, where lines may end.

/// Keys and tokens that their own form gives away: PEM, PGP, PuTTY, prefixes, JSON web tokens.
std::string_view token_in(std::string_view line);
/// "https://user:password@host".
std::string_view password_in_address(std::string_view line);
/// `password = x`, `"token": "x"`, `<secret>x</secret>`, where x is a real value.
std::string_view named_secret_in(std::string_view line);

struct TagSecret {
    std::size_t at; // of the tag that has the value
    std::string_view what;
};

/// `<entry name="password" value="x"/>`, `<pass encoding="base64">x</pass>`, and of property lists
/// `<key>token</key> <string>x</string>`. Of one line, or of a document of many; the first `most`.
std::vector<TagSecret> secrets_in_tags(std::string_view text, std::size_t most);

/// What a key of this name has ("a value for \"password\""); empty: nothing secret.
std::string_view what_of_key(std::string_view key);
/// Values that stand for a secret and are none: "", "true", "ask", "${TOKEN}", "****", a path.
bool is_placeholder(std::string_view value);

} // namespace ferry::settings
