// Which tree apt would work on here, and how patient its administrator wants it to be.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/plugin.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ferry::apt {

struct AptConfig {
    std::string status_file; // dpkg's, with every folder setting applied
    std::string marks_file;  // extended_states, likewise
    std::string native_arch;
    std::string lock_timeout;              // seconds; empty where the administrator set none
    std::string chroot;                    // that apt runs dpkg in; empty: none
    std::vector<std::string> dpkg_options; // what apt gives to dpkg
};

/// From what `apt-config shell STATUS ... MARKS ... ARCH ... WAIT ... CHROOT ...` and
/// `apt-config dump` print. A value that is not set is not printed.
AptConfig parse_apt_config(std::string_view values, std::string_view dump);

/// Asks apt-config. Errors: Unavailable (no apt here), ToolFailed, and those of run.
Result<AptConfig> read_apt_config(const sdk::Host& host);

/// That apt and the dpkg below it work on `root` and nothing else. A tree under another root is
/// reached only where APT_CONFIG names a configuration for it: without one, apt would change
/// this very machine while the inventory is the other's. Errors: NotSupported.
Result<void> check_root(const AptConfig& config, std::string_view root);

} // namespace ferry::apt
