// How this system names a shared library, and what separates folders in a search path.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

namespace ferry::host {

/// "ferry_apt" is "libferry_apt.so" on Linux, "libferry_apt.dylib" on macOS, "libferry_apt.dll" on
/// Windows.
std::string library_file_name(const std::string& library);

char path_separator(); // of PATH and its like

} // namespace ferry::host
