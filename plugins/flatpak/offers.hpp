// What the remotes have on offer now.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "plugins/flatpak/names.hpp"

#include <ferry/plugin.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ferry::flatpak {

struct Offered {
    Ref ref;
    std::string version, remote;
    std::uint64_t download_bytes = sdk::kUnknownSize;
    std::uint64_t installed_bytes = sdk::kUnknownSize;
};

/// Lines of `flatpak remote-ls --columns=ref,version,origin,download-size,installed-size`: cells
/// between tabs, no heading. Errors: BadData with the line.
Result<std::vector<Offered>> parse_remote_ls(std::string_view out);

/// "1.5 MB" with an ordinary or a no-break space; kUnknownSize where it is something else.
std::uint64_t parse_size(std::string_view text);

/// Of this machine's architecture, in all remotes of all installations, by ref.
Result<std::vector<Offered>> offers(const sdk::Host& host, bool updates);

/// What an id means among these; of several branches "stable" is what people mean. Null: nothing.
const Offered* best(const std::vector<Offered>& offers, const Ref& asked);

Result<void> look_up(const sdk::Host& host, sdk::Ids ids);
Result<void> outdated(const sdk::Host& host);

} // namespace ferry::flatpak
