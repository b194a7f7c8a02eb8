// The binary contract as text: the size of every struct, the place of every field, every number.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

namespace ferry::testing {

/// One line each: "ferry_str.size offset 8 size 8", "ferry_str size 16 align 8", "FERRY_OK = 0".
std::string abi_layout();

} // namespace ferry::testing
