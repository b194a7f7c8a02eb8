// Lets an exception out of its table.
// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/host/plugins/table.h"

#include <stdexcept>

namespace {

ferry_status inventory(const ferry_host*) {
    throw std::runtime_error("thrown through the table");
}

} // namespace

extern "C" {
TABLE("throws", FERRY_ABI_MAJOR, FERRY_ABI_MINOR, inventory, nullptr)
}
