// Sizes are checked against the file once, at opening; offsets of records at each use.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/index_reader.hpp"

#include "core/identity/bytes.hpp"

#include <string>

namespace ferry::identity {
namespace {

constexpr std::uint64_t kCheckedWhole = 8u << 20; // well under a millisecond

Error damaged(const std::string& what) {
    return Error{Code::BadData, "the catalog index is damaged (" + what + "); build it again"};
}

} // namespace

Result<IndexReader> IndexReader::over(std::string_view bytes) {
    if (bytes.size() < kHeaderBytes || !bytes.starts_with(kIndexMagic))
        return Error{Code::BadData, "this is no catalog index"};
    const auto version = load<std::uint32_t>(bytes.data() + 8);
    if (version != kIndexVersion)
        return Error{Code::NotSupported, "the catalog index has version " +
                                             std::to_string(version) + ", this Ferry reads " +
                                             std::to_string(kIndexVersion) + "; build it again"};
    IndexHeader header;
    header.records = load<std::uint32_t>(bytes.data() + 12);
    header.keys = load<std::uint32_t>(bytes.data() + 16);
    header.origin_bytes = load<std::uint32_t>(bytes.data() + 20);
    header.file_bytes = load<std::uint64_t>(bytes.data() + 24);
    header.sum = load<std::uint64_t>(bytes.data() + kSumAt);
    if (header.file_bytes != bytes.size())
        return damaged(std::to_string(bytes.size()) + " bytes instead of " +
                       std::to_string(header.file_bytes));
    if (header.records_at() > bytes.size()) return damaged("its directory is cut off");
    if (directory_sum(bytes, header.records_at()) != header.sum)
        return damaged("its directory does not match its checksum");
    IndexReader reader(bytes, header);
    if (bytes.size() <= kCheckedWhole) {
        const auto whole = reader.check_records();
        if (!whole) return whole.error();
    }
    return reader;
}

std::string_view IndexReader::origin() const {
    return bytes_.substr(kHeaderBytes, header_.origin_bytes);
}

LookupKey IndexReader::key(std::uint64_t position) const {
    return load<std::uint64_t>(bytes_.data() + header_.keys_at() + 8 * position);
}

std::uint32_t IndexReader::target(std::uint64_t position) const {
    return load<std::uint32_t>(bytes_.data() + header_.targets_at() + 4 * position);
}

std::uint64_t IndexReader::lower_bound(LookupKey wanted) const {
    std::uint64_t first = 0;
    std::uint64_t count = header_.keys;
    while (count > 0) {
        const auto half = count / 2;
        if (key(first + half) < wanted) {
            first += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return first;
}

std::vector<std::uint32_t> IndexReader::candidates(LookupKey wanted) const {
    std::vector<std::uint32_t> numbers;
    for (auto at = lower_bound(wanted); at < header_.keys && key(at) == wanted; ++at)
        numbers.push_back(target(at));
    return numbers;
}

std::vector<LookupKey> IndexReader::removed() const {
    std::vector<LookupKey> keys;
    for (std::uint64_t at = 0; at < header_.keys; ++at) {
        if (target(at) == kRemoved) keys.push_back(key(at));
    }
    return keys;
}

std::optional<std::string_view> IndexReader::record(std::uint32_t number) const {
    if (number >= header_.records) return std::nullopt;
    const auto* const offset = bytes_.data() + header_.offsets_at() + 4 * std::uint64_t{number};
    const auto begin = header_.records_at() + load<std::uint32_t>(offset);
    const auto end = header_.records_at() + load<std::uint32_t>(offset + 4);
    if (begin + 4 > end || end > bytes_.size()) return std::nullopt;
    const auto at = static_cast<std::size_t>(begin);
    const auto record = bytes_.substr(at + 4, static_cast<std::size_t>(end) - at - 4);
    if (load<std::uint32_t>(bytes_.data() + at) != record_sum(record)) return std::nullopt;
    return record;
}

Result<void> IndexReader::check_records() const {
    for (std::uint32_t number = 0; number < header_.records; ++number) {
        if (!record(number)) return damaged("record " + std::to_string(number));
    }
    return {};
}

} // namespace ferry::identity
