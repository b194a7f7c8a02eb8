// What the index can be asked for, as 64-bit hashes. A hit is always checked against the record.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/identity/entry.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace ferry::identity {

using LookupKey = std::uint64_t;

LookupKey software_key(std::string_view id);
LookupKey package_key(const InstallerId& installer, std::string_view comparable);
/// `text`: a bundle id, a desktop id, or the plain beginning of a Windows display name.
LookupKey trace_key(std::string_view system, std::string_view text);

/// Under what a display name may be found: whole, and by its beginnings of 3 to 24 bytes.
std::vector<std::string_view> name_beginnings(std::string_view name);

/// Under what a rule can be found; a "windows" rule by the plain beginning of its pattern, up to 24
/// bytes of it, or by the whole name where it has no wildcard.
LookupKey key_of(std::string_view system, const TraceRule& rule);

/// All keys of an entry, each once.
std::vector<LookupKey> keys_of(const Entry& entry);

} // namespace ferry::identity
