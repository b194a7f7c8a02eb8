// What has to hold for every input of every manifest reader.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/formats/formats.hpp"
#include "core/model/grammar.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace ferry::fuzz {

/// Ends the process where an entry is no valid id, names no line of the file, or what the format's
/// writer makes of the entries cannot be read back.
inline void check_reader(const char* name, const std::uint8_t* data, std::size_t size) {
    const auto* format = formats::find_format(name);
    const std::string_view content(reinterpret_cast<const char*>(data), size);
    const auto read = format->read(content, {});
    if (!read) return;
    for (const auto& entry : read->value.entries) {
        if (!valid_native_id(entry.ref.installer, entry.ref.id.text) || entry.line == 0)
            std::abort();
    }
    if (format->write == nullptr) return;
    const auto written = format->write(read->value.entries, {});
    const auto again = format->read(written.value, {});
    if (!again) std::abort();
    std::size_t own = 0;
    for (const auto& entry : read->value.entries)
        own += entry.ref.installer.text == format->installer ? 1 : 0;
    if (again->value.entries.size() != own) std::abort();
}

} // namespace ferry::fuzz
