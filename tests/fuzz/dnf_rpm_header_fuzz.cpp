// Any bytes as a header of rpm's database.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/dnf/rpm_header.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view blob(reinterpret_cast<const char*>(data), size);
    const auto package = ferry::dnf::parse_rpm_header(blob);
    if (package && (package->name.empty() || package->evr().size() < 3)) std::abort();
    return 0;
}
