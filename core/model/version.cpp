// Dotted versions of operating systems.
// SPDX-License-Identifier: Apache-2.0
#include "core/model/version.hpp"

#include <cstddef>

namespace ferry {
namespace {

bool digit(char c) {
    return c >= '0' && c <= '9';
}

/// Takes the run of digits, or of other characters but dots, from the front.
std::string_view take_run(std::string_view& text) {
    if (text.empty()) return {};
    const bool number = digit(text.front());
    std::size_t size = 0;
    while (size < text.size() && text[size] != '.' && digit(text[size]) == number)
        ++size;
    const auto run = text.substr(0, size);
    text.remove_prefix(size);
    if (!text.empty() && text.front() == '.') text.remove_prefix(1);
    return run;
}

std::weak_ordering compare_numbers(std::string_view left, std::string_view right) {
    while (!left.empty() && left.front() == '0')
        left.remove_prefix(1);
    while (!right.empty() && right.front() == '0')
        right.remove_prefix(1);
    if (left.size() != right.size()) return left.size() <=> right.size();
    return left.compare(right) <=> 0;
}

} // namespace

std::weak_ordering compare_os_versions(std::string_view left, std::string_view right) {
    while (!left.empty() || !right.empty()) {
        const auto l = take_run(left);
        const auto r = take_run(right);
        const bool numbers = (l.empty() || digit(l.front())) && (r.empty() || digit(r.front()));
        const auto order = numbers ? compare_numbers(l, r) : std::weak_ordering(l.compare(r) <=> 0);
        if (order != 0) return order;
    }
    return std::weak_ordering::equivalent;
}

} // namespace ferry
