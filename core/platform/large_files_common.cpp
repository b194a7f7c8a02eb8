// Going through a large file.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/large_files.hpp"

namespace ferry {

Result<void> LargeFiles::each_piece(const std::filesystem::path& path,
                                    const std::function<void(std::string_view)>& take) const {
    constexpr std::size_t kPiece = 1u << 20;
    for (std::uint64_t offset = 0;;) {
        const auto piece = read_at(path, offset, kPiece);
        if (!piece) return piece.error();
        if (piece->empty()) return {};
        take(*piece);
        offset += piece->size();
    }
}

} // namespace ferry
