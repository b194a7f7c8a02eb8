// The lines that apt writes for programs (APT::Status-Fd): what it is doing, and how far it is.
// SPDX-License-Identifier: Apache-2.0
#include "plugins/apt/status_fd.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace ferry::apt {
namespace {

using Word = std::pair<std::string_view, StatusKind>;
constexpr std::array<Word, 4> kKinds = {{{"dlstatus", StatusKind::Download},
                                         {"pmstatus", StatusKind::Package},
                                         {"pmerror", StatusKind::Error},
                                         {"pmconffile", StatusKind::Conffile}}};

bool digit(char c) {
    return c >= '0' && c <= '9';
}

/// "33.3333" is 333. Nothing for what is no number up to 100.
std::optional<std::uint32_t> permille(std::string_view percent) {
    std::uint32_t whole = 0;
    std::size_t at = 0;
    while (at < percent.size() && digit(percent[at]) && whole <= 100)
        whole = whole * 10 + static_cast<std::uint32_t>(percent[at++] - '0');
    if (at == 0 || whole > 100) return std::nullopt;
    if (at == percent.size()) return whole * 10;
    if (percent[at] != '.' || at + 1 == percent.size() || !digit(percent[at + 1]))
        return std::nullopt;
    return std::min(whole * 10 + static_cast<std::uint32_t>(percent[at + 1] - '0'), 1000u);
}

std::string_view take(std::string_view& rest) {
    const auto colon = std::min(rest.find(':'), rest.size());
    const auto part = rest.substr(0, colon);
    rest.remove_prefix(std::min(colon + 1, rest.size()));
    return part;
}

} // namespace

std::optional<StatusLine> parse_status_line(std::string_view line) {
    const auto word = take(line);
    StatusLine status;
    if (word == "media-change") return StatusLine{StatusKind::Medium, take(line), 0, line};
    const auto kind = std::find_if(kKinds.begin(), kKinds.end(),
                                   [&](const Word& known) { return known.first == word; });
    if (kind == kKinds.end()) return std::nullopt;
    status.kind = kind->second;
    status.subject = take(line);
    auto part = permille(take(line));
    if (!part) part = permille(take(line)); // the subject was "name:arch", as the documents allow
    if (!part) return std::nullopt;
    status.permille = *part;
    status.text = line;
    return status;
}

std::string_view package_of(std::string_view subject) {
    const auto slash = subject.rfind('/');
    if (slash == std::string_view::npos) return subject;
    const auto file = subject.substr(slash + 1);
    return file.substr(0, file.find('_'));
}

} // namespace ferry::apt
