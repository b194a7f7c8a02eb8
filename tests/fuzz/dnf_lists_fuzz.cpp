// Any text as what dnf and rpm print and write.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/dnf/failure.hpp"
#include "plugins/dnf/names.hpp"
#include "plugins/dnf/reasons.hpp"
#include "plugins/dnf/rows.hpp"
#include "plugins/dnf/transaction.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ferry::dnf;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto rows = parse_rpm_list(text)) {
        for (const auto& row : *rows) {
            if (!is_package_name(row.name)) std::abort();
        }
    }
    if (const auto rows = parse_repoquery(text)) {
        for (const auto& row : *rows) {
            if (!is_package_name(row.name)) std::abort();
        }
    }
    Memories memories;
    (void)read_packages_toml(text, memories);
    (void)read_nevras_toml(text, memories);
    locked_in_list(text);
    locked_in_toml(text);
    parse_transaction(text);
    script_error_in(text, "ex-app");
    step_in(text);
    if (classify(1, text, text).words.empty()) std::abort();
    return 0;
}
