// On which line each value of a JSON text stands: the parsed document does not keep it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace ferry::formats {

/// Paths are keys and positions joined by '/': "/Sources/0/Packages/3". The root is "".
class JsonLines {
public:
    /// `text` is valid JSON; of anything else the lines mean nothing.
    explicit JsonLines(std::string_view text);

    /// Of the value, or of the nearest value around it that is known; from 1.
    std::size_t line_of(std::string path) const;

private:
    std::map<std::string, std::size_t> lines_;
};

} // namespace ferry::formats
