// What may be called a package of winget, and what programs' names have in common with ids.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace ferry::winget {

/// Narrower than the schema of manifests: ASCII, at least two parts, nothing that looks like an
/// option. Ids of the Store are 12 capitals and digits, or 14 that begin with XP.
bool is_id(std::string_view text);
bool is_store_id(std::string_view text);

std::string lower(std::string_view text); // ids are the same in capitals and small letters

/// A program's name without version, architecture, language, brackets and marks, in small letters:
/// "7-Zip 24.09 (x64)" gives "7zip". Letters beyond ASCII stay as they are.
std::string core_of_name(std::string_view name);
/// What core_of_name() may give for the program of this id: its last part, and all of it.
std::vector<std::string> cores_of_id(std::string_view id);

/// What programs bring along and nobody asks for, as Microsoft.VCRedist.2015+.x64.
bool is_runtime(std::string_view id);

} // namespace ferry::winget
