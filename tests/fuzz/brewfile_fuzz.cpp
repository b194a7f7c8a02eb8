// The brewfile reader against any input.
// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/manifest_property.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    ferry::fuzz::check_reader("brewfile", data, size);
    return 0;
}
