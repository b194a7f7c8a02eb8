// The product's version.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ferry::cli {

inline constexpr const char* kVersion = FERRY_VERSION; // set by CMake from project()

} // namespace ferry::cli
