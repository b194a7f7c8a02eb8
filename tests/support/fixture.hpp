// The content of a file below tests/fixtures.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <fstream>
#include <iterator>
#include <string>

namespace ferry::testing {

/// Empty where there is no such file: a tool that said nothing left none.
inline std::string fixture(const std::string& name) {
    std::ifstream file(FERRY_SOURCE_DIR "/tests/fixtures/" + name, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
}

} // namespace ferry::testing
