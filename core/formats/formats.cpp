// The table of formats, and telling one from another.
// SPDX-License-Identifier: Apache-2.0
#include "core/formats/formats.hpp"

#include "core/base/text.hpp"
#include "core/formats/apt_list.hpp"
#include "core/formats/brewfile_reader.hpp"
#include "core/formats/brewfile_writer.hpp"
#include "core/formats/choco_reader.hpp"
#include "core/formats/winget_reader.hpp"
#include "core/formats/winget_writer.hpp"

#include <algorithm>
#include <iterator>

namespace ferry::formats {
namespace {

constexpr Format kFormats[] = {
    {"apt", "list of apt packages", "apt", nullptr, write_apt_list},
    {"brewfile", "Homebrew Brewfile", "brew", read_brewfile, write_brewfile},
    {"choco", "Chocolatey packages.config", "choco", read_choco, nullptr},
    {"winget", "winget export", "winget", read_winget, write_winget},
};

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// Whether a line begins as an entry of a Brewfile does.
bool has_brew_entry(std::string_view content) {
    for (const auto line : lines(content)) {
        for (const std::string_view keyword : {"brew", "cask", "tap", "mas"}) {
            if (!line.starts_with(keyword)) continue;
            const auto rest = trimmed(line.substr(keyword.size()));
            if (rest.starts_with('"') || rest.starts_with('\'')) return true;
        }
    }
    return false;
}

std::string_view name_by_content(std::string_view content) {
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    if (content.starts_with(kMark)) content.remove_prefix(kMark.size());
    content = trimmed(content);
    if (content.starts_with('{'))
        return contains(content, "winget-packages.schema") || contains(content, "\"SourceDetails\"")
                   ? "winget"
                   : "";
    if (content.starts_with('<')) return contains(content, "<packages") ? "choco" : "";
    return has_brew_entry(content) ? "brewfile" : "";
}

std::string_view base_name(std::string_view path) {
    const auto slash = path.find_last_of("/\\");
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

} // namespace

std::span<const Format> all_formats() {
    return kFormats;
}

const Format* find_format(std::string_view name) {
    const auto* found = std::find_if(std::begin(kFormats), std::end(kFormats),
                                     [&](const Format& format) { return format.name == name; });
    return found == std::end(kFormats) ? nullptr : found;
}

const Format* detect_format(std::string_view file_name, std::string_view content) {
    const auto name = lower(base_name(file_name));
    if (name == "brewfile" || name.ends_with(".brewfile") || name.starts_with("brewfile."))
        return find_format("brewfile");
    if (name == "packages.config") return find_format("choco");
    return find_format(name_by_content(content));
}

} // namespace ferry::formats
