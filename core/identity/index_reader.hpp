// Reads a compiled index in place, trusting none of its bytes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/identity/index_format.hpp"
#include "core/identity/lookup_key.hpp"

#include <ferry/result.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace ferry::identity {

/// Borrows the bytes of the index. Thread-safe.
class IndexReader {
public:
    /// Errors: BadData (truncated, damaged, no index), NotSupported (of another version). Up to
    /// 8 MiB every record is checked here; of a larger index a record is checked when it is used.
    static Result<IndexReader> over(std::string_view bytes);

    std::size_t size() const { return header_.records; }
    std::string_view origin() const;

    /// Numbers of the records that may have the key; kRemoved among them where one is hidden.
    std::vector<std::uint32_t> candidates(LookupKey wanted) const;

    /// Keys of software that is taken away here. Walks all keys: meant for small indexes of
    /// changes.
    std::vector<LookupKey> removed() const;

    /// Nothing where the number is out of range or the record is damaged.
    std::optional<std::string_view> record(std::uint32_t number) const;

    /// Are all records whole? Reads the whole file.
    Result<void> check_records() const;

private:
    IndexReader(std::string_view bytes, const IndexHeader& header)
        : bytes_(bytes), header_(header) {}
    LookupKey key(std::uint64_t position) const;
    std::uint32_t target(std::uint64_t position) const;
    std::uint64_t lower_bound(LookupKey wanted) const;

    std::string_view bytes_;
    IndexHeader header_;
};

} // namespace ferry::identity
