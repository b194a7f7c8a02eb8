// Reads the stanzas of dpkg's and apt's files in place: fast, strict, without copying a byte.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/deb822.hpp"

#include "plugins/kit/words.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <string>

namespace ferry::apt {
namespace {

bool blank(char c) {
    return c == ' ' || c == '\t';
}

bool same_name(std::string_view left, std::string_view right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](char a, char b) { return kit::ascii_lower(a) == kit::ascii_lower(b); });
}

} // namespace

StanzaReader::StanzaReader(std::string_view text, std::span<const std::string_view> wanted,
                           Ending ending)
    : at_(text.data()), end_(text.data() + text.size()), wanted_(wanted), ending_(ending) {
    assert(wanted.size() <= max_fields);
    for (std::size_t i = 0; i < wanted.size(); ++i)
        by_length_.at(wanted[i].size()) |= static_cast<std::uint8_t>(1u << i);
}

Result<bool> StanzaReader::next() {
    values_.fill({});
    seen_ = 0;
    while (at_ != end_ && *at_ == '\n') {
        ++at_;
        ++line_;
    }
    stanza_line_ = line_ + 1;
    if (at_ == end_) return false;
    while (at_ != end_) {
        ++line_;
        const auto left = static_cast<std::size_t>(end_ - at_);
        const auto* stop = static_cast<const char*>(std::memchr(at_, '\n', left));
        const std::string_view line(at_,
                                    stop == nullptr ? left : static_cast<std::size_t>(stop - at_));
        if (stop == nullptr) refuse("the text ends in the middle of a line");
        if (line.empty()) {
            ++at_;
            return true;
        }
        if (stop == nullptr || !take_line(line))
            return Error{Code::BadData, "line " + std::to_string(line_) + ": " +
                                            std::string(refused_) + ": '" + kit::excerpt(line) +
                                            "'"};
        at_ = stop + 1;
    }
    if (ending_ == Ending::Line) return true;
    return Error{Code::BadData, "line " + std::to_string(line_) +
                                    ": the text ends in the middle of an entry, which an empty "
                                    "line would close"};
}

bool StanzaReader::refuse(std::string_view what) {
    refused_ = what;
    return false;
}

bool StanzaReader::take_line(std::string_view line) {
    if (blank(line.front())) {
        if (line_ == stanza_line_) return refuse("an entry begins with a continuation line");
        const bool filled = std::any_of(line.begin(), line.end(), [](char c) { return !blank(c); });
        return filled || refuse("a line of spaces only");
    }
    const auto* found = static_cast<const char*>(std::memchr(line.data(), ':', line.size()));
    const auto colon = found == nullptr ? 0 : static_cast<std::size_t>(found - line.data());
    if (colon == 0) return refuse("not a field");
    if (colon >= by_length_.size() || by_length_[colon] == 0) return true;
    return take_field(line.substr(0, colon), line.substr(colon + 1));
}

bool StanzaReader::take_field(std::string_view name, std::string_view value) {
    for (std::size_t i = 0; i < wanted_.size(); ++i) {
        if (!same_name(wanted_[i], name)) continue;
        if ((seen_ >> i & 1u) != 0) return refuse("a field for the second time in one entry");
        values_[i] = kit::trimmed(value);
        seen_ |= 1u << i;
        return true;
    }
    return true;
}

} // namespace ferry::apt
