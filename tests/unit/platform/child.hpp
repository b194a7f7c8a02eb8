// What this test program does when a test starts it again as a child.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace ferry::testing {

using Arguments = std::vector<std::string>; // after the magic first one

/// The roles by their magic first argument, "child:exit".
const std::map<std::string, std::function<int(const Arguments&)>>& child_roles();

/// The command line of this very program in `role`.
std::vector<std::string> as_child(const std::string& role, const Arguments& arguments = {});

} // namespace ferry::testing
