// Shared libraries on Windows.
// SPDX-License-Identifier: Apache-2.0
#include "core/host/library_name.hpp"

namespace ferry::host {

std::string library_file_name(const std::string& library) {
    return "lib" + library + ".dll";
}

char path_separator() {
    return ';';
}

} // namespace ferry::host
