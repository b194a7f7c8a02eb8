// Files too large for memory, read and written piece by piece.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace ferry {

/// Thread-safe for different files. Errors: as of Files.
class LargeFiles {
public:
    virtual ~LargeFiles() = default;
    /// At most `size` bytes from `offset` on; fewer at the file's end.
    virtual Result<std::string> read_at(const std::filesystem::path& path, std::uint64_t offset,
                                        std::size_t size) const = 0;
    /// `bytes` become the end of the file: what stands behind `offset` goes. Makes the file;
    /// follows no link. On disk when it returns; after an error the file ends at `offset` at most.
    /// Errors also: BadData (the file ends before `offset`).
    virtual Result<void> write_at(const std::filesystem::path& path, std::uint64_t offset,
                                  std::string_view bytes) = 0;
    /// Within one disk; takes the place of what is there. On disk when it returns.
    virtual Result<void> move(const std::filesystem::path& from,
                              const std::filesystem::path& to) = 0;

    /// All of it, in order.
    Result<void> each_piece(const std::filesystem::path& path,
                            const std::function<void(std::string_view)>& take) const;
};

class RealLargeFiles final : public LargeFiles {
public:
    Result<std::string> read_at(const std::filesystem::path& path, std::uint64_t offset,
                                std::size_t size) const override;
    Result<void> write_at(const std::filesystem::path& path, std::uint64_t offset,
                          std::string_view bytes) override;
    Result<void> move(const std::filesystem::path& from, const std::filesystem::path& to) override;
};

} // namespace ferry
