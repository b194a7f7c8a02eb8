// Cutting at line ends.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/line_splitter.hpp"

#include <utility>

namespace ferry {
namespace {

constexpr std::size_t kLongestLine = 64 * 1024;

} // namespace

LineSplitter::LineSplitter(std::function<void(std::string_view)> on_line)
    : on_line_(std::move(on_line)) {}

void LineSplitter::add(std::string_view bytes) {
    for (const char c : bytes) {
        if (c == '\n' || c == '\r' || rest_.size() == kLongestLine) finish();
        if (c != '\n' && c != '\r') rest_ += c;
    }
}

void LineSplitter::finish() {
    if (rest_.empty()) return;
    on_line_(rest_);
    rest_.clear();
}

} // namespace ferry
