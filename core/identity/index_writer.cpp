// Sorting is by id and by (key, record number), so equal entries give equal bytes.
// SPDX-License-Identifier: Apache-2.0
#include "core/identity/index_writer.hpp"

#include "core/identity/bytes.hpp"
#include "core/identity/index_format.hpp"
#include "core/identity/lookup_key.hpp"
#include "core/identity/record.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

namespace ferry::identity {
namespace {

struct Parts {
    std::vector<std::uint32_t> offsets; // from the first record
    std::vector<std::pair<LookupKey, std::uint32_t>> keys;
    std::string records;
};

std::vector<const Entry*> sorted_by_id(const std::vector<Entry>& entries) {
    std::vector<const Entry*> sorted;
    sorted.reserve(entries.size());
    for (const auto& entry : entries)
        sorted.push_back(&entry);
    std::sort(sorted.begin(), sorted.end(),
              [](const Entry* left, const Entry* right) { return left->id < right->id; });
    return sorted;
}

Result<Parts> parts_of(const std::vector<Entry>& entries, const std::vector<SoftwareId>& removed) {
    Parts parts;
    std::uint32_t number = 0;
    for (const auto* entry : sorted_by_id(entries)) {
        const auto record = to_record(*entry);
        if (parts.records.size() + record.size() > std::numeric_limits<std::uint32_t>::max() - 4)
            return Error{Code::BadData, "the catalog is too large for one index (4 GiB)"};
        parts.offsets.push_back(static_cast<std::uint32_t>(parts.records.size()));
        append(parts.records, record_sum(record));
        parts.records += record;
        for (const auto key : keys_of(*entry))
            parts.keys.emplace_back(key, number);
        ++number;
    }
    parts.offsets.push_back(static_cast<std::uint32_t>(parts.records.size()));
    for (const auto& id : removed)
        parts.keys.emplace_back(software_key(id.text), kRemoved);
    std::sort(parts.keys.begin(), parts.keys.end());
    return parts;
}

} // namespace

std::uint32_t record_sum(std::string_view record) {
    return static_cast<std::uint32_t>(checksum(record));
}

std::uint64_t directory_sum(std::string_view file, std::uint64_t records_at) {
    const auto end = static_cast<std::size_t>(records_at);
    const auto header = checksum(file.substr(0, kSumAt));
    return header ^ checksum(file.substr(kHeaderBytes, end - kHeaderBytes));
}

Result<std::string> write_index(const std::vector<Entry>& entries, const std::string& origin,
                                const std::vector<SoftwareId>& removed) {
    const auto parts = parts_of(entries, removed);
    if (!parts) return parts.error();
    IndexHeader header;
    header.records = static_cast<std::uint32_t>(parts->offsets.size() - 1);
    header.keys = static_cast<std::uint32_t>(parts->keys.size());
    header.origin_bytes = static_cast<std::uint32_t>(origin.size());
    header.file_bytes = header.records_at() + parts->records.size();

    std::string bytes(kIndexMagic);
    bytes.reserve(static_cast<std::size_t>(header.file_bytes));
    append(bytes, kIndexVersion);
    append(bytes, header.records);
    append(bytes, header.keys);
    append(bytes, header.origin_bytes);
    append(bytes, header.file_bytes);
    append(bytes, std::uint64_t{0});
    bytes += origin;
    for (const auto offset : parts->offsets)
        append(bytes, offset);
    for (const auto& [key, target] : parts->keys)
        append(bytes, key);
    for (const auto& [key, target] : parts->keys)
        append(bytes, target);

    std::string sum;
    append(sum, directory_sum(bytes, header.records_at()));
    bytes.replace(kSumAt, sum.size(), sum);
    bytes += parts->records;
    return bytes;
}

} // namespace ferry::identity
