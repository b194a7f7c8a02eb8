// Which programs run now.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <set>
#include <string>

namespace ferry {

/// Names of the programs of all processes that may be seen, in lower case, without folder and
/// ".exe"; Linux cuts them after 15 bytes. Empty where the system does not tell.
std::set<std::string> running_programs();

} // namespace ferry
