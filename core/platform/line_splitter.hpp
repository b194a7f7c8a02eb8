// Cuts a stream of bytes into lines as they become complete.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <string>
#include <string_view>

namespace ferry {

/// A line ends at "\n", "\r" or "\r\n"; tools that redraw a line use "\r". Empty lines are left
/// out.
class LineSplitter {
public:
    explicit LineSplitter(std::function<void(std::string_view)> on_line);
    void add(std::string_view bytes);
    void finish(); // the rest, where it did not end

private:
    std::function<void(std::string_view)> on_line_;
    std::string rest_; // at most 64 KiB; a longer line is given in pieces
};

} // namespace ferry
