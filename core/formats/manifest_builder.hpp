// Collects what a reader found: checks every id, keeps each package once, notes what is left out.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/formats/manifest.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace ferry::formats {

constexpr std::size_t kMaxManifestBytes = 4u << 20; // of real ones, the largest are 100 kB

/// Without a byte-order mark. Errors: BadData (too large, bad UTF-8, a NUL byte).
Result<std::string_view> checked_text(std::string_view content);

/// "\"brew 'x'...\"": foreign text as it may be shown, cut to a line.
std::string shown(std::string_view text);

class ManifestBuilder {
public:
    explicit ManifestBuilder(std::string format);

    /// Notes an id that does not fit its installer's grammar instead of taking it. A second entry
    /// for one package is noted only if it says something else. True: taken, or taken before.
    bool add(Entry entry);
    void note(std::size_t line, std::string what, std::string next = {});
    Report<Manifest> finish();

private:
    Report<Manifest> report_;
    std::map<PackageRef, std::size_t> seen_; // folded to lower case; positions in entries
};

} // namespace ferry::formats
