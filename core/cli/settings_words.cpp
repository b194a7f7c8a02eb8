// Short enough to be read before answering a question.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/settings_words.hpp"

#include "core/base/text.hpp"
#include "core/cli/table.hpp"

#include <algorithm>

namespace ferry::cli {
namespace {

constexpr std::size_t kMostShown = 200; // lines of a difference

bool is_text(const std::string& content) {
    return content.find('\0') == std::string::npos && valid_utf8(content);
}

} // namespace

std::string size_words(const std::vector<settings::SettingsFile>& files) {
    std::uint64_t bytes = 0;
    for (const auto& file : files)
        bytes += file.content.size();
    return std::to_string(files.size()) + (files.size() == 1 ? " file, " : " files, ") +
           human_bytes(bytes);
}

void tell_left_out(Context& context, const std::string& software,
                   const settings::Capture& capture) {
    for (const auto& one : capture.flagged) {
        const auto place = one.line == 0 ? one.path : one.path + ":" + std::to_string(one.line);
        context.complain(
            Problem{software + ": " + printable(place), "left out, since it holds " + one.what,
                    "--with-secrets takes it along, encrypted like the rest", Code::Denied});
    }
    for (const auto& link : capture.links)
        context.say(software + ": " + printable(link) + " is a link and is left out");
}

const char* to_text(settings::Difference difference) {
    switch (difference) {
    case settings::Difference::New:
        return "new";
    case settings::Difference::Changed:
        return "changed";
    case settings::Difference::Same:
        break;
    }
    return "same";
}

std::string line_difference(const std::string& before, const std::string& after) {
    if (!is_text(before) || !is_text(after)) return "  (not text)\n";
    auto old_lines = lines(before), new_lines = lines(after);
    const auto fewest = [&] { return std::min(old_lines.size(), new_lines.size()); };
    std::size_t same = 0;
    while (same < fewest() && old_lines[same] == new_lines[same])
        ++same;
    while (fewest() > same && old_lines.back() == new_lines.back()) {
        old_lines.pop_back();
        new_lines.pop_back();
    }
    std::string words;
    std::size_t shown = 0;
    const auto add = [&](const char* sign, const std::vector<std::string_view>& all) {
        for (std::size_t i = same; i < all.size() && shown < kMostShown; ++i, ++shown)
            words += sign + printable(all[i]) + "\n";
    };
    add("- ", old_lines);
    add("+ ", new_lines);
    if (shown == kMostShown) words += "  ...\n";
    if (words.empty()) words = "  (line ends or the end of the file)\n";
    return words;
}

} // namespace ferry::cli
