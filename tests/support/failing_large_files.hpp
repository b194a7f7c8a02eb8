// Real large files on a disk that a test fills up.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/platform/large_files.hpp"

#include <string>

namespace ferry::testing {

class FailingLargeFiles final : public LargeFiles {
public:
    bool full = false;      // nothing can be written
    bool immovable = false; // nothing can be renamed

    Result<std::string> read_at(const std::filesystem::path& path, std::uint64_t offset,
                                std::size_t size) const override {
        return real_.read_at(path, offset, size);
    }
    Result<void> write_at(const std::filesystem::path& path, std::uint64_t offset,
                          std::string_view bytes) override {
        if (full) return Error{Code::Io, "no space left on device"};
        return real_.write_at(path, offset, bytes);
    }
    Result<void> move(const std::filesystem::path& from, const std::filesystem::path& to) override {
        if (immovable) return Error{Code::Io, "no space left on device"};
        return real_.move(from, to);
    }

private:
    RealLargeFiles real_;
};

} // namespace ferry::testing
