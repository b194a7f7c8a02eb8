// Any bytes as an archive of settings, and as the tar within one: what is taken can be packed
// again, and nothing that is taken has a name that leads elsewhere.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/archive.hpp"
#include "core/settings/portable_name.hpp"
#include "tests/support/raw_archive.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace {

constexpr ferry::settings::ArchiveLimits kLimits{1u << 20, 100};

void unpack_and_check(std::string_view bytes) {
    using namespace ferry::settings;
    const auto files = unpack(bytes, kLimits);
    if (!files) return;
    std::uint64_t total = 0;
    for (const auto& file : *files) {
        total += file.content.size();
        if (name_problem(file.path) || name_problem(file.rule)) std::abort();
    }
    if (total > kLimits.max_bytes || files->size() > kLimits.max_files) std::abort();
    const auto again = pack(*files);
    if (!again || *unpack(*again, kLimits) != *files) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    unpack_and_check(bytes);
    unpack_and_check(ferry::testing::zstd_frame(bytes));
    return 0;
}
