// How one entry lies in the index, and the part of it that recognition reads without copying.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/identity/entry.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ferry::identity {

/// Borrowed from the index.
struct RecordHead {
    std::string_view id;
    std::string_view name;
    std::string_view file;
    bool proposed = false;
};

std::string to_record(const Entry& entry);
/// Nothing where the bytes are no record.
std::optional<Entry> entry_of(std::string_view record);
std::optional<RecordHead> head_of(std::string_view record);

/// As the entry writes the package whose comparable id this is, or nothing: the record has no such
/// package.
std::optional<std::string_view> package_in(std::string_view record, const InstallerId& installer,
                                           std::string_view comparable);

} // namespace ferry::identity
