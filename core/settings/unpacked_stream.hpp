// What zstd data becomes, piece by piece and never more than allowed.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

struct archive; // of libarchive

namespace ferry::settings {

/// Not thread-safe. `bytes` outlive it.
class UnpackedStream {
public:
    UnpackedStream(std::string_view bytes, std::uint64_t limit);

    /// Empty at the end and on failure; valid until the next call.
    std::string_view next();
    /// Reads to the end. Errors: Denied (another byte than zero at or behind `position`, which lies
    /// in the last piece given or behind it, or too many zeros).
    Result<void> only_zeros_behind(std::uint64_t position);

    bool failed() const { return error_.has_value(); }
    /// Asked only after failed(). BadData (damaged), Denied (over the limit).
    const Error& error() const { return *error_; }

private:
    struct Free {
        void operator()(archive* reader) const;
    };
    void fail();

    std::unique_ptr<archive, Free> reader_;
    std::uint64_t limit_;
    std::uint64_t given_ = 0;
    std::string_view last_;
    std::optional<Error> error_;
};

} // namespace ferry::settings
