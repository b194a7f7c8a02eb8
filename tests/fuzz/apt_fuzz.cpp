// Any text as what dpkg and apt write and print.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/apt_config.hpp"
#include "plugins/apt/dpkg_status.hpp"
#include "plugins/apt/extended_states.hpp"
#include "plugins/apt/failure.hpp"
#include "plugins/apt/names.hpp"
#include "plugins/apt/policy.hpp"
#include "plugins/apt/simulation.hpp"
#include "plugins/apt/status_fd.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    using namespace ferry::apt;
    if (const auto entries = parse_status(text)) {
        for (const auto& entry : *entries) {
            if (entry.name.empty()) std::abort();
        }
    }
    (void)parse_extended_states(text);
    (void)parse_policy(text, "amd64");
    (void)parse_show(text, "amd64");
    (void)parse_simulation(text, "amd64");
    parse_status_line(text);
    parse_lock_wait(text);
    parse_apt_config(text, text);
    if (const auto target = parse_id(text, "amd64"); target && text.front() == '-') std::abort();
    return 0;
}
