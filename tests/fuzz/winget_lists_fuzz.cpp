// Any text as what winget prints and writes, and as the name of a program.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/winget/export.hpp"
#include "plugins/winget/names.hpp"
#include "plugins/winget/table.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ferry::winget;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto list = parse_export(text)) {
        for (const auto& one : *list) {
            if (one.id.empty()) std::abort();
        }
    }
    for (const auto& row : parse_table(text)) {
        if (row.size() < 3) std::abort();
    }
    core_of_name(text);
    if (is_id(text) && text.front() == '-') std::abort();
    return 0;
}
