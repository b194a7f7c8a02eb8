// Shared libraries on macOS.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/library_name.hpp"

namespace ferry::host {

std::string library_file_name(const std::string& library) {
    return "lib" + library + ".dylib";
}

char path_separator() {
    return ':';
}

} // namespace ferry::host
