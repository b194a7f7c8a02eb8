// Any bytes as the deploy file of a ref: an error, or views into the input.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/flatpak/deploy.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view content(reinterpret_cast<const char*>(data), size);
    const auto deploy = ferry::flatpak::parse_deploy(content);
    if (!deploy) return 0;
    if (deploy->commit.size() != 64) std::abort();
    for (const auto view : {deploy->origin, deploy->name, deploy->version}) {
        if (!view.empty() &&
            (view.data() < content.data() || view.end() > content.data() + content.size()))
            std::abort();
    }
    return 0;
}
