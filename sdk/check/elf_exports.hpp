// The symbols that a shared library hands out, read from the file without loading it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ferry::check {

/// Names of the strong global symbols that an ELF file of 64 bits defines. Weak and unique ones are
/// templates and inline variables of the C++ library, which the linker merges; they are left out.
/// Errors: NotSupported (another kind of file), BadData (a broken one).
Result<std::vector<std::string>> elf_exports(std::string_view file);

} // namespace ferry::check
