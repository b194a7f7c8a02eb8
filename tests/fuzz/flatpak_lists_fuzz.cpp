// Any text as repo/config, as the list of a remote, and as an id.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/flatpak/offers.hpp"
#include "plugins/flatpak/repo_config.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ferry::flatpak;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto offers = parse_remote_ls(text)) {
        for (const auto& offer : *offers) {
            if (parse_ref(offer.ref.text()) != offer.ref) std::abort();
        }
    }
    const Ref ref{false, "org.example.Hello", "x86_64", "stable"};
    matches(text, ref);
    if (const auto config = parse_repo_config(text)) {
        for (const auto& remote : config->remotes) {
            if (!is_remote(remote)) std::abort();
        }
    }
    if (const auto id = parse_id(text); id && id->id.starts_with('-')) std::abort();
    return 0;
}
