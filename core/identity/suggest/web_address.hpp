// Where software lives on the web, in a form that can be compared.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace ferry::identity {

/// What one address is evidence for. Each key says first what it is: "repository ", "page " or
/// "site ".
struct AddressKeys {
    std::vector<std::string> strong; // a source repository, a project's page
    std::string site;                // the domain; empty where many projects share it
};

/// "https://www.Example.org/app/index.html?x" -> page example.org/app, site example.org;
/// "https://github.com/Owner/Name/releases" -> repository github.com/owner/name, no site.
AddressKeys address_keys(std::string_view address);

/// "owner/name" on GitHub as the same key; nothing for other text.
std::string repository_key(std::string_view owner_and_name);

/// The last word of a repository or page key: "name".
std::string_view last_part(std::string_view key);

} // namespace ferry::identity
