// What may be called a package of Chocolatey.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace ferry::choco {

/// NuGet's rule in ASCII, without the words that mean something else to choco ("all",
/// "x.config").
bool is_id(std::string_view text);
std::string lower(std::string_view text); // ids are the same in capitals and small letters

} // namespace ferry::choco
